namespace Syndication.Intake;

/// <summary>Something about an upload that its editor should know.</summary>
/// <param name="Code">A short constant name of the case, such as <c>date-not-understood</c>; lower case, hyphens.</param>
/// <param name="Message">What is wrong and what to do next, one or two sentences.</param>
public sealed record Problem(string Code, string Message);
