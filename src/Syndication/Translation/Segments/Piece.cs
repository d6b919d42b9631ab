namespace Syndication.Translation.Segments;

// What a manuscript is put together from again.
internal abstract record Piece;

// Stands as it is.
internal sealed record Markup(string Text) : Piece;

// Says the source's own language or direction; the edition says its own.
internal sealed record OwnMarkup(string Text) : Piece;

// White space between two sentences; empty where the language writes none.
internal sealed record Gap(string Text) : Piece;

// A translated sentence.
internal sealed record Slot(Segment Segment) : Piece;

// A block among markup, or the text of an attribute in a tag.
internal sealed record Inset(Block Block) : Piece;
