using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Translation.Checks;

/// <summary>What is looked at before a translation may be published, as <c>translation.checks</c> of <c>site.json</c> names it in small letters.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Check>))]
public enum Check
{
    /// <summary>Every tag of the source stands once, within the same and, from a machine, in the same order.</summary>
    Tags,

    /// <summary>The links are those of the source.</summary>
    Links,

    /// <summary>Every number of the source is there, in any digits and with any separators, and reads as the same number.</summary>
    Numbers,

    /// <summary>Every month of a date is there.</summary>
    Dates,

    /// <summary>Agreed names stand for the names of the source.</summary>
    Names,

    /// <summary>E-mail addresses, telephone numbers and web addresses are those of the source.</summary>
    Contacts,

    /// <summary>Nothing was left in the language of the source.</summary>
    Untranslated,

    /// <summary>It is about as long as such a translation is.</summary>
    Length,

    /// <summary>It is in the script of its language, and in that language.</summary>
    Script,

    /// <summary>No sentence is doubled, lost or added.</summary>
    Sentences,

    /// <summary>What was text stayed text: no markup that shows, none that came alive, no garbled characters.</summary>
    Markup,

    /// <summary>Marks of direction are balanced, and Latin names that need it are isolated among right-to-left text.</summary>
    Direction,
}

/// <summary>What a finding of a check does.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<CheckPolicy>))]
public enum CheckPolicy
{
    /// <summary>The edition is held until a person has looked.</summary>
    Hold,

    /// <summary>It is told, and the edition published.</summary>
    Warn,

    /// <summary>Nothing: the check is not made.</summary>
    Off,
}
