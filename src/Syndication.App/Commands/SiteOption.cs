using System.CommandLine;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary>How a command line says which newsroom: <c>--site DIR</c>, or <c>--storage URI-OR-CONNECTION-STRING</c> instead.</summary>
internal sealed class SiteOption
{
    /// <summary>The variable that names the account where neither option does: a connection string is better kept there than in a shell's history.</summary>
    public const string Variable = "SYNDICATION_STORAGE";

    private readonly Option<string?> site = new("--site", "-s")
    {
        Description = "The newsroom's folder, the one that holds config/ and inbox/.",
        HelpName = "DIR",
    };

    private readonly Option<string?> storage = new("--storage")
    {
        Description =
            "Instead of --site, the newsroom's storage account on Azure, or in Azurite: its address, such as https://ACCOUNT.blob.core.windows.net, " +
            $"reached as whoever is signed in; or a connection string. Without either option, {Variable} names it; a connection string holds a key, and is " +
            "better put there, out of sight of the shell's history and of the machine's other users.",
        HelpName = "URI-OR-CONNECTION-STRING",
    };

    private readonly bool isRequired;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isRequired">Whether it needs a newsroom; where not, the variable is not asked.</param>
    public SiteOption(Command command, bool isRequired = true)
    {
        this.isRequired = isRequired;
        if (!isRequired)
            site.Description = "A newsroom's folder; given one, says also what would go where.";
        command.Options.Add(site);
        command.Options.Add(storage);
        command.Validators.Add(result =>
        {
            // Of an option without its value the parser tells itself.
            if (new[] { site, storage }.Any(option => result.GetResult(option) is { Tokens.Count: 0, Implicit: false }))
                return;
            var (folder, account) = (result.GetValue(site), result.GetValue(storage));
            if (folder is not null && account is not null)
                result.AddError("Both --site and --storage are given: a newsroom is in a folder or in a storage account. Leave one out.");
            else if (isRequired && folder is null && account is null && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable)))
                result.AddError("Option '--site' is required: say with --site DIR, or with --storage URI-OR-CONNECTION-STRING, where the newsroom is.");
        });
    }

    /// <summary>Does something with the newsroom's home, and closes it.</summary>
    /// <exception cref="UsageException">What names an account names none.</exception>
    public async Task<int> InAsync(ParseResult parsed, Func<SiteHome, Task<int>> act)
    {
        await using var home = Of(parsed)!;
        return await act(home);
    }

    /// <summary>Does something with the newsroom's home, if one was given.</summary>
    /// <exception cref="UsageException">What names an account names none.</exception>
    public async Task<int> IfGivenAsync(ParseResult parsed, Func<SiteHome?, Task<int>> act)
    {
        await using var home = Of(parsed);
        return await act(home);
    }

    private SiteHome? Of(ParseResult parsed)
    {
        if (parsed.GetValue(site) is { } folder)
            return new FolderHome(folder);
        var account = parsed.GetValue(storage) ?? (isRequired ? Environment.GetEnvironmentVariable(Variable) : null);
        return account is null ? null : new AzureHome(account, TimeProvider.System);
    }
}
