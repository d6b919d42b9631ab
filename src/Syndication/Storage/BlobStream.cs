namespace Syndication.Storage;

/// <summary>A blob read from its beginning, piece by piece, whatever its size.</summary>
/// <param name="store">Where it is.</param>
/// <param name="path">Which blob.</param>
/// <param name="cancel">Stops it.</param>
internal sealed class BlobStream(IBlobStore store, string path, CancellationToken cancel) : Stream
{
    private const int PieceSize = 4 << 20;

    private ReadOnlyMemory<byte> piece;
    private long next;
    private bool isLast;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (piece.IsEmpty && !isLast && buffer.Length > 0)
        {
            // Readers of XML ask without waiting; a piece is a fraction of a second, and this thread has nothing else to do.
            piece = Task.Run(() => store.ReadAsync(path, next, PieceSize, cancel), cancel).GetAwaiter().GetResult()
                ?? throw new IOException($"Storage: {path} went away while it was read. The work is tried again.");
            next += piece.Length;
            isLast = piece.Length < PieceSize;
        }

        var taken = Math.Min(buffer.Length, piece.Length);
        piece.Span[..taken].CopyTo(buffer);
        piece = piece[taken..];
        return taken;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
