using System.Text;
using CsCheck;
using Syndication.Intake.Images;

namespace Syndication.Tests.Intake;

public sealed class ImageFileTests
{
    private static readonly byte[] Secret = "Somebody, 36.8065 N 10.1815 E"u8.ToArray();

    private static byte[] Exif(byte orientation) =>
        [.. "Exif\0\0II*\0\b\0\0\0"u8, 2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Secret];

    public static TheoryData<string, byte[]> Images() => new()
    {
        { "png", Pictures.Png(40, 30, ("tEXt", [.. "Author\0"u8, .. Secret]), ("eXIf", Secret), ("iTXt", Secret), ("pHYs", new byte[9])) },
        { "jpg", Pictures.Jpeg(40, 30, Pictures.Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), Pictures.Segment(0xE1, Exif(1)), Pictures.Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Secret]), Pictures.Segment(0xFE, Secret)) },
        { "gif", Pictures.Gif(40, 30, [0x21, 0xFE, (byte)Secret.Length, .. Secret, 0], [0x21, 0xFF, 11, .. "XMP DataXMP"u8, (byte)Secret.Length, .. Secret, 0]) },
        { "webp", Pictures.WebP(40, 30, ("EXIF", Secret), ("XMP ", Secret)) },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void What_says_who_and_where_is_taken_out_and_the_size_is_known(string extension, byte[] bytes)
    {
        var image = ImageFile.Read([.. bytes, .. "PK\u0003\u0004<script>alert(1)</script>"u8])!;

        Assert.Equal((extension, 40, 30), (image.Extension, image.Width, image.Height));
        Assert.Equal(-1, image.Content.Span.IndexOf("Somebody"u8));
        Assert.Equal(-1, image.Content.Span.IndexOf("<script"u8));
        Assert.True(ImageFile.Read(image.Content.Span)!.Content.Span.SequenceEqual(image.Content.Span));
    }

    [Theory]
    [InlineData(1, 40, 30)]
    [InlineData(3, 40, 30)]
    [InlineData(6, 30, 40)]
    public void The_way_up_stays_known(byte orientation, int width, int height)
    {
        var image = ImageFile.Read(Pictures.Jpeg(40, 30, Pictures.Segment(0xE1, Exif(orientation))))!;

        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal(orientation != 1, image.Content.Span.IndexOf("Exif"u8) >= 0);
        Assert.Equal((width, height), (ImageFile.Read(image.Content.Span)!.Width, ImageFile.Read(image.Content.Span)!.Height));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void What_is_cut_off_is_no_image(string extension, byte[] bytes)
    {
        Assert.NotNull(extension);
        for (var length = 0; length < bytes.Length - 1; length++)
            Assert.Null(ImageFile.Read(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Damaged_bytes_make_no_reader_throw() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.Byte).List[1, 8].Sample(
        flips =>
        {
            var bytes = (byte[])((byte[])Images().ToList()[flips[0].Item1].Data.Item2).Clone();
            foreach (var (_, at, value) in flips)
                bytes[at % bytes.Length] = value;
            var image = ImageFile.Read(bytes);
            Assert.True(image is null || image.Content.Length <= bytes.Length + 64);
        },
        iter: 5000);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_size_that_is_too_small_is_no_image(byte size)
    {
        var bytes = Pictures.WebP(40, 30);
        bytes.AsSpan(4, 4).Clear();
        bytes[4] = size;

        Assert.Null(ImageFile.Read(bytes));
    }

    [Fact]
    public void A_drawing_is_no_image() => Assert.Null(ImageFile.Read(Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")));
}
