using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Telemetry;

namespace Syndication.App.Serving;

/// <summary>What a serving newsroom tells its operator: a line an event, with the time in UTC, for people or as JSON lines.</summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="json">Whether they are JSON.</param>
/// <param name="clock">The time.</param>
/// <param name="telemetry">Who is told the same, with what it is about; null for nobody.</param>
internal sealed class ServeLog(TextWriter writer, bool json, TimeProvider clock, ILogger? telemetry = null)
{
    private static readonly ServeLogJson Readable = new(new JsonSerializerOptions(ServeLogJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> waiting = new(StringComparer.Ordinal);

    /// <summary>Something went its way.</summary>
    public void Info(string what, string text) => Write("info", what, text, null);

    /// <summary>Something is to be looked at when there is time.</summary>
    public void Warn(string what, string text) => Write("warn", what, text, null);

    /// <summary>Something needs a person now.</summary>
    public void Error(string what, string text) => Write("error", what, text, null);

    /// <summary>Tells what happened while work was done.</summary>
    public void Happened(Event e)
    {
        switch (e)
        {
            case UploadRead read:
                Info("read", $"inbox/{read.Name}", e);
                foreach (var doubt in read.Doubts)
                    Warn("doubtful", $"inbox/{read.Name}: {doubt.Message}", e);
                break;
            case UploadRejected rejected:
                Warn("rejected", $"inbox/{rejected.Name}: {rejected.Problem.Message}", e);
                break;
            case OriginJoined joined:
                Told(joined);
                break;
            case SourceRead source:
                Info("source", $"{source.Source}: {source.New} new, {source.Changed} corrected");
                foreach (var refused in source.Refused)
                    Warn("refused", $"{source.Source}: {refused}");
                break;
            case SourceFailed { IsFirst: true } source:
                Warn("source", $"{source.Source}: {source.Reason}");
                break;
            case ReleaseChanged { Change.Kind: not ChangeKind.Arrived } changed:
                Info(changed.Change.Kind.ToString().ToLowerInvariant(), $"{changed.Release} version {changed.Change.Version}", e);
                break;
            case EditionMade made:
                Info("translated", $"{made.Language} {made.Release} ({made.Provenance.ToString().ToLowerInvariant()})", e);
                break;
            case EngineAsked { Call: var call } asked:
                if (call.Failure is null)
                    Info("asked", $"{string.Join(' ', call.To)} {asked.Release}: {call.Billed} characters, trace {call.Trace}");
                else
                    Warn("asked", $"{string.Join(' ', call.To)} {asked.Release}: {call.Failure} {call.Billed} characters, trace {call.Trace}");
                break;
            case EditionWaits waits:
                Warn("pending", $"{waits.Language} {waits.Release}: {waits.Reason}");
                break;
            case EditionHeld held:
                Warn("held", $"{held.Language} {held.Release}: {string.Join(' ', held.Reasons)}", e);
                break;
            case EditionPublished published:
                Info("published", $"{published.Language} {published.Release}", e);
                break;
            case CopyReported copy:
                Tell(copy);
                break;
            case SubscriptionReported { Outcome: SubscriptionOutcome.Denied or SubscriptionOutcome.Unconfirmed } subscription:
                Warn("subscriber", HubTold.Line(subscription));
                break;
            case SubscriptionReported subscription:
                Info("subscriber", HubTold.Line(subscription));
                break;
            case FeedReported { Detail: null } feed:
                Info("notified", HubTold.Line(feed));
                break;
            case FeedReported feed:
                Warn("notified", HubTold.Line(feed));
                break;
            case WorkFailed failed:
                Error("failed", $"{failed.Work.Kind}: {failed.Reason} {(failed.GivenUp ? "It is given up: see queues/, and tell the developers." : "It is tried again.")}", e);
                break;
        }
    }

    private void Told(OriginJoined joined)
    {
        if (joined.Status == ReleaseStatus.Live)
            Info("joined", OriginTold.Line(joined));
        else
            Warn("joined", OriginTold.Line(joined));
    }

    private void Tell(CopyReported copy)
    {
        var what = $"{copy.Language} {copy.Release} version {copy.Version} to {copy.Partner.Id}";
        switch (copy.Outcome)
        {
            case CopyOutcome.Delivered:
                Info("delivered", what, copy);
                break;
            case CopyOutcome.Retrying:
                Warn("retrying", $"{what}: {copy.Detail} It is tried again.", copy);
                break;
            case CopyOutcome.Waiting:
                // Every release waits for the same thing; it is told once.
                lock (gate)
                {
                    if (waiting.GetValueOrDefault(copy.Partner.Id) == copy.Detail)
                        return;
                    waiting[copy.Partner.Id] = copy.Detail ?? "";
                }

                Warn("waiting", $"copies for {copy.Partner.Id}: {copy.Detail}", copy);
                break;
            default:
                Error("undelivered", $"{what} is given up: {copy.Detail}", copy);
                break;
        }
    }

    private void Info(string what, string text, Event about) => Write("info", what, text, about);

    private void Warn(string what, string text, Event about) => Write("warn", what, text, about);

    private void Error(string what, string text, Event about) => Write("error", what, text, about);

    private void Write(string level, string what, string text, Event? about)
    {
        telemetry?.Log(
            level switch { "error" => LogLevel.Error, "warn" => LogLevel.Warning, _ => LogLevel.Information },
            new EventId(0, what),
            Facts(what, text, about),
            null,
            (_, _) => text);
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

    // What a line of telemetry is about, as fields that can be asked for.
    private static List<KeyValuePair<string, object?>> Facts(string what, string text, Event? about)
    {
        var facts = new List<KeyValuePair<string, object?>> { new("syndication.event", what) };
        var (release, language, partner) = about switch
        {
            UploadRead read => (read.Release.Value, null, null),
            ReleaseChanged changed => (changed.Release.Value, null, null),
            EditionMade made => (made.Release.Value, made.Language.Tag, null),
            EditionHeld held => (held.Release.Value, held.Language.Tag, null),
            EditionPublished published => (published.Release.Value, published.Language.Tag, null),
            CopyReported copy => (copy.Release.Value, copy.Language.Tag, copy.Partner.Id),
            _ => ((string?)null, (string?)null, (string?)null),
        };
        if (release is not null)
            facts.Add(new(TelemetryNames.Release, release));
        if (language is not null)
            facts.Add(new(TelemetryNames.Language, language));
        if (partner is not null)
            facts.Add(new(TelemetryNames.Partner, partner));
        facts.Add(new("{OriginalFormat}", text));
        return facts;
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
