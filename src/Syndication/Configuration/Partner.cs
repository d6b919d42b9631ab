using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Configuration;

/// <summary>What <c>config/partners/{id}.json</c> says: an organisation that is sent copies.</summary>
public sealed record Partner
{
    /// <summary>Its id, the file's name: lower-case letters, digits, hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, per language.</summary>
    public required IReadOnlyDictionary<Language, string> Name { get; init; }

    /// <summary>What it asked for.</summary>
    public required Agreement Receives { get; init; }

    /// <summary>How it is reached.</summary>
    public required ChannelOptions Channel { get; init; }

    /// <summary>When it is left alone.</summary>
    public HoldOptions Hold { get; init; } = new();

    /// <summary>How fast it may be sent to.</summary>
    public PaceOptions Pace { get; init; } = new();

    /// <summary>How long to wait after each failure of a copy, as many tries as there are waits and one; null for the newsroom's own schedule.</summary>
    public IReadOnlyList<TimeSpan>? Retries { get; init; }
}

/// <summary>How fast a partner may be sent to; as fast as it takes copies where nothing is said. Withdrawals do not wait for it.</summary>
public sealed record PaceOptions
{
    /// <summary>So many copies a minute, evenly, from all processes together; null for any number.</summary>
    public int? PerMinute { get; init; }

    /// <summary>So many copies at the same time from one process; null for what the process does by itself.</summary>
    public int? AtOnce { get; init; }
}

/// <summary>When a partner that fails again and again is left alone: its copies wait.</summary>
public sealed record HoldOptions
{
    /// <summary>After so many failures in a row; 5 by default.</summary>
    public int Failures { get; init; } = 5;

    /// <summary>If the first of them is so long ago; 10 minutes by default.</summary>
    public TimeSpan Over { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a copy goes to see whether it answers; every 15 minutes by default.</summary>
    public TimeSpan Probe { get; init; } = TimeSpan.FromMinutes(15);
}

/// <summary>What a partner asked for. An empty list means: all.</summary>
public sealed record Agreement
{
    /// <summary>The languages it takes.</summary>
    public IReadOnlyList<Language> Languages { get; init; } = [];

    /// <summary>A release with one of these topics.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>A release with one of these regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>A release that came from one of these sources, by id; <see cref="Own"/> for the newsroom's own uploads.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>What stands among <see cref="Sources"/> for the newsroom's own uploads.</summary>
    public const string Own = "own";

    /// <summary>Whether it takes a machine's words.</summary>
    public MachineTranslations MachineTranslations { get; init; } = MachineTranslations.Any;

    /// <summary>The first day of which it takes what comes, in UTC; null for everything there ever was.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which it is sent anything but withdrawals, in UTC; null for no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How long before its embargo ends it gets a release; zero for not before.</summary>
    public TimeSpan Ahead { get; init; }
}

/// <summary>Whether a partner takes machine translations.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<MachineTranslations>))]
public enum MachineTranslations
{
    /// <summary>Yes.</summary>
    Any,

    /// <summary>Only those that a person approved.</summary>
    Reviewed,

    /// <summary>No.</summary>
    Never,
}

/// <summary>How a partner is reached.</summary>
public sealed record ChannelOptions
{
    /// <summary><c>webhook</c>, <c>folder</c>, <c>sftp</c>, <c>email</c> or <c>blob</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The form of the copy.</summary>
    public required CopyFormat Format { get; init; }

    /// <summary>For a webhook, where to; for a blob, the container.</summary>
    public Uri? Url { get; init; }

    /// <summary>For a webhook: <c>env:NAME</c>, the variable that holds the secret. For a blob: the shared access signature; null to sign in.</summary>
    public string? Secret { get; init; }

    /// <summary>For whatever goes over a network to the partner: hosts that may be reached although their address is private or this machine's.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>For a folder: where to; a relative path is one below the site. For sftp and blob: the folder there; null for the first one.</summary>
    public string? Path { get; init; }

    /// <summary>For sftp: the machine.</summary>
    public string? Host { get; init; }

    /// <summary>For sftp: its port.</summary>
    public int Port { get; init; } = 22;

    /// <summary>For sftp: the name to sign in with.</summary>
    public string? User { get; init; }

    /// <summary>For sftp: the fingerprints of the keys that the machine may show, as <c>SHA256:…</c>.</summary>
    public IReadOnlyList<string> HostKeys { get; init; } = [];

    /// <summary>For sftp: <c>env:NAME</c>, the variable that holds the private key; null where a password is used.</summary>
    public string? Key { get; init; }

    /// <summary>For sftp: <c>env:NAME</c>, the variable that holds the password, or the private key's passphrase where there is a key.</summary>
    public string? Password { get; init; }

    /// <summary>For e-mail: who gets it.</summary>
    public IReadOnlyList<string> To { get; init; } = [];
}

/// <summary>The forms a copy can have.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<CopyFormat>))]
public enum CopyFormat
{
    /// <summary>IPTC's JSON for news.</summary>
    Ninjs,

    /// <summary>A page that stands alone.</summary>
    Html,

    /// <summary>An Atom entry (RFC 4287).</summary>
    Atom,

    /// <summary>Plain text.</summary>
    Text,
}
