using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Syndication.App.Functions.Host;

namespace Syndication.Tests.Functions;

public sealed class HostAnswerTests
{
    [Fact]
    public async Task Even_an_answer_that_says_nothing_is_a_json_object_or_the_call_would_hang()
    {
        var (status, type, body) = await WriteAsync(HostAnswer.Nothing, StatusCodes.Status200OK);

        Assert.Equal(200, status);
        Assert.Equal("application/json; charset=utf-8", type);
        Assert.Equal("""{"Logs":[],"Outputs":{},"ReturnValue":null}""", body);
    }

    [Fact]
    public async Task Lines_come_as_they_are_said_and_a_fault_of_ours_is_a_500()
    {
        var (status, _, body) = await WriteAsync(new(["اجتماع \"القاهرة\"", "two"]), StatusCodes.Status500InternalServerError);

        Assert.Equal(500, status);
        using var answer = JsonDocument.Parse(body);
        Assert.Equal(["اجتماع \"القاهرة\"", "two"], answer.RootElement.GetProperty("Logs").EnumerateArray().Select(line => line.GetString()));
    }

    private static async Task<(int Status, string? Type, string Body)> WriteAsync(HostAnswer answer, int status)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await answer.WriteAsync(context.Response, status, TestContext.Current.CancellationToken);
        return (context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(body.ToArray()));
    }
}
