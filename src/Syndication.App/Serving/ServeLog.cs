using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.Releases;

namespace Syndication.App.Serving;

/// <summary>What a serving newsroom tells its operator: a line an event, with the time in UTC, for people or as JSON lines.</summary>
internal sealed class ServeLog(TextWriter writer, bool json, TimeProvider clock)
{
    private static readonly ServeLogJson Readable = new(new JsonSerializerOptions(ServeLogJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> waiting = new(StringComparer.Ordinal);

    /// <summary>Something went its way.</summary>
    public void Info(string what, string text) => Write("info", what, text);

    /// <summary>Something is to be looked at when there is time.</summary>
    public void Warn(string what, string text) => Write("warn", what, text);

    /// <summary>Something needs a person now.</summary>
    public void Error(string what, string text) => Write("error", what, text);

    /// <summary>Tells what happened while work was done.</summary>
    public void Happened(Event e)
    {
        switch (e)
        {
            case UploadRead read:
                Info("read", $"inbox/{read.Name}");
                foreach (var doubt in read.Doubts)
                    Warn("doubtful", $"inbox/{read.Name}: {doubt.Message}");
                break;
            case UploadRejected rejected:
                Warn("rejected", $"inbox/{rejected.Name}: {rejected.Problem.Message}");
                break;
            case ReleaseChanged { Change.Kind: not ChangeKind.Arrived } changed:
                Info(changed.Change.Kind.ToString().ToLowerInvariant(), $"{changed.Release} version {changed.Change.Version}");
                break;
            case EditionMade made:
                Info("translated", $"{made.Language} {made.Release} ({made.Provenance.ToString().ToLowerInvariant()})");
                break;
            case EditionHeld held:
                Warn("held", $"{held.Language} {held.Release}: {string.Join(' ', held.Reasons)}");
                break;
            case EditionPublished published:
                Info("published", $"{published.Language} {published.Release}");
                break;
            case CopyReported copy:
                Tell(copy);
                break;
            case WorkFailed failed:
                Error("failed", $"{failed.Work.Kind}: {failed.Reason} {(failed.GivenUp ? "It is given up: see queues/, and tell the developers." : "It is tried again.")}");
                break;
        }
    }

    private void Tell(CopyReported copy)
    {
        var what = $"{copy.Language} {copy.Release} version {copy.Version} to {copy.Partner.Id}";
        switch (copy.Outcome)
        {
            case CopyOutcome.Delivered:
                Info("delivered", what);
                break;
            case CopyOutcome.Retrying:
                Warn("retrying", $"{what}: {copy.Detail} It is tried again.");
                break;
            case CopyOutcome.Waiting:
                // Every release waits for the same thing; it is told once.
                lock (gate)
                {
                    if (waiting.GetValueOrDefault(copy.Partner.Id) == copy.Detail)
                        return;
                    waiting[copy.Partner.Id] = copy.Detail ?? "";
                }

                Warn("waiting", $"copies for {copy.Partner.Id}: {copy.Detail}");
                break;
            default:
                Error("undelivered", $"{what} is given up: {copy.Detail}");
                break;
        }
    }

    private void Write(string level, string what, string text)
    {
        var time = clock.GetUtcNow().UtcDateTime;
        var line = json
            ? JsonSerializer.Serialize(new LogLine(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), level, what, text), Readable.LogLine)
            : string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss}Z {level,-5} {what,-11} {Plain(text)}");
        lock (gate)
        {
            try
            {
                writer.WriteLine(line);
                writer.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more; the newsroom goes on.
            }
        }
    }

    // Names are strangers' text: none of it may begin another line, move the cursor, or turn the line around.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
            plain.Append(char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? ' ' : c);
        return plain.ToString();
    }
}

/// <summary>A line of the log as <c>serve --json</c> prints it.</summary>
/// <param name="Time">In UTC.</param>
/// <param name="Level"><c>info</c>, <c>warn</c> or <c>error</c>.</param>
/// <param name="Event">One word on what it is about.</param>
/// <param name="Message">For a person.</param>
internal sealed record LogLine(string Time, string Level, string Event, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class ServeLogJson : JsonSerializerContext;
