namespace Syndication.EndToEnd;

/// <summary>What is got wrong in a folder, and on the command line itself.</summary>
public sealed class BadInputTests() : BadInputSuite(null)
{
    [Theory]
    [InlineData("run")]
    [InlineData("run", "--site")]
    [InlineData("runn")]
    [InlineData("run", "--site", "/does/not/exist")]
    [InlineData("preview", "/does/not/exist.md")]
    [InlineData("receive", "--port", "0", "--secret", "guessed")]
    [InlineData("receive", "--port", "99999", "--secret", "whsec_MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0")]
    public async Task Wrong_usage_exits_with_two_and_says_what_is_wrong(params string[] arguments)
    {
        var said = await Cli.RunAsync(arguments);

        Assert.Equal(2, said.ExitCode);
        Assert.False(string.IsNullOrWhiteSpace(said.Error));
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("preview")]
    [InlineData("status")]
    [InlineData("check")]
    [InlineData("receive")]
    public async Task Every_command_has_a_help_text_with_an_example(string command)
    {
        var said = await Cli.RunAsync(command, "--help");

        Assert.Equal(0, said.ExitCode);
        Assert.Contains($"syndication {command}", said.Output, StringComparison.Ordinal);
        Assert.Contains("Example", said.Output, StringComparison.Ordinal);
    }
}
