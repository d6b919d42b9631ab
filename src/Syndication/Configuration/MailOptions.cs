namespace Syndication.Configuration;

/// <summary>The mail server through which copies go to partners that take them by e-mail: what <c>mail</c> says in <c>site.json</c>.</summary>
public sealed record MailOptions
{
    /// <summary>The server.</summary>
    public required string Host { get; init; }

    /// <summary>Its port; 587, the submission port, by default.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Whether the connection is encrypted from its start, after a greeting (by default), or not at all.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The name to sign in with; null where the server asks for none.</summary>
    public string? User { get; init; }

    /// <summary><c>env:NAME</c>, the variable that holds the password; null where there is no user.</summary>
    public string? Password { get; init; }

    /// <summary>The address that copies come from, and answers go to.</summary>
    public required string From { get; init; }

    /// <summary>Where partners write that they want no more; the address that copies come from by default.</summary>
    public string? Unsubscribe { get; init; }
}

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted after the greeting (RFC 3207); a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Not: for a relay on the same machine. Without a password.</summary>
    None,
}
