using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Syndication.Releases;

namespace Syndication.Translation.Memory;

/// <summary>A text in several languages: a <c>tu</c> of TMX 1.4b.</summary>
/// <param name="Variants">The texts, each language at most once.</param>
public sealed record TmxUnit(IReadOnlyList<TmxVariant> Variants)
{
    /// <summary>The same for two units of which one is needless: languages and texts in their order.</summary>
    internal UInt128 Hash() => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', Variants.Select(variant => $"{variant.Language}\0{variant.Text}")))));
}

/// <summary>A text of a unit: a <c>tuv</c> of TMX 1.4b.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Text">
/// In the canonical form of <see cref="Segments.Placeholders"/>; the same number is the same element in every variant of the unit.
/// </param>
public sealed record TmxVariant(Language Language, string Text);

/// <summary>Something in a TMX file that could not be used.</summary>
/// <param name="Line">The line, from 1; 0 where none is known.</param>
/// <param name="Message">What is wrong, and what becomes of it.</param>
public sealed record TmxProblem(int Line, string Message);
