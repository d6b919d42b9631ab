using System.Text;

namespace Syndication.App.Commands;

/// <summary>Leaves out the blanks at the ends of lines with which a table fills its last column: a file or a program has no use for them.</summary>
internal sealed class TrimmedWriter(TextWriter inner) : TextWriter
{
    private int blanks;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == ' ')
        {
            blanks++;
            return;
        }

        if (value is not ('\n' or '\r'))
        {
            for (; blanks > 0; blanks--)
                inner.Write(' ');
        }

        blanks = 0;
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
