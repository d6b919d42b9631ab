namespace Syndication.Tests.Histories;

/// <summary>Something that happens to a newsroom.</summary>
internal abstract record Step
{
    /// <summary>An editor uploads.</summary>
    internal sealed record Uploads(int Story, string Language) : Step
    {
        public bool KeepsText { get; init; }

        public bool Withdraws { get; init; }

        public bool IsTextless { get; init; }

        public string? Reason { get; init; }

        public string[] Topics { get; init; } = [];

        public TimeSpan? Embargo { get; init; }

        public bool IsBeside { get; init; }

        public override string ToString() =>
            $"new Step.Uploads({Story}, \"{Language}\") {{ KeepsText = {Word(KeepsText)}, Withdraws = {Word(Withdraws)}, IsTextless = {Word(IsTextless)}, Topics = [{string.Join(", ", Topics.Select(topic => $"\"{topic}\""))}], Embargo = {(Embargo is { } span ? $"TimeSpan.FromSeconds({span.TotalSeconds})" : "null")}, IsBeside = {Word(IsBeside)} }},\n";
    }

    /// <summary>A pass is made; it is cut short, or the storage stumbles, at an operation.</summary>
    internal sealed record Passes(int? EndsAt = null, int? StumblesAt = null) : Step
    {
        public override string ToString() => $"new Step.Passes({EndsAt?.ToString() ?? "null"}, {StumblesAt?.ToString() ?? "null"}),\n";
    }

    /// <summary>Time passes.</summary>
    internal sealed record Ticks(TimeSpan Span) : Step
    {
        public override string ToString() => $"new Step.Ticks(TimeSpan.FromSeconds({Span.TotalSeconds})),\n";
    }

    /// <summary>The newsdesk takes a release back or puts it up again; its process ends at an operation.</summary>
    internal sealed record Decides(int Story, bool Withdraws, int? EndsAt = null) : Step
    {
        public override string ToString() => $"new Step.Decides({Story}, {Word(Withdraws)}, {EndsAt?.ToString() ?? "null"}),\n";
    }

    /// <summary>An editor deletes a file.</summary>
    internal sealed record Deletes(int Story, string Language) : Step
    {
        public override string ToString() => $"new Step.Deletes({Story}, \"{Language}\"),\n";
    }

    /// <summary>A partner cannot be reached for some times.</summary>
    internal sealed record Fails(int Partner, int Times) : Step
    {
        public override string ToString() => $"new Step.Fails({Partner}, {Times}),\n";
    }

    private static string Word(bool value) => value ? "true" : "false";
}
