namespace Syndication.Benchmarks.Scenarios;

/// <summary>How scenarios are to be run.</summary>
/// <param name="Work">A folder on a local disk, for what is made and measured.</param>
/// <param name="Binary">The published program; null where there is none, then it is left out.</param>
/// <param name="Rounds">How often each thing is measured.</param>
internal sealed record Setting(string Work, string? Binary, int Rounds)
{
    /// <summary>Nothing measured here takes that long on a machine one would measure on.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(30);

    public string Folder(string name) => Path.Combine(Work, name);
}
