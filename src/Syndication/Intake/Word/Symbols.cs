namespace Syndication.Intake.Word;

/// <summary>Characters of symbol fonts, which stand in the private area and mean nothing without their font.</summary>
internal static class Symbols
{
    private static readonly Dictionary<int, string> OfSymbol = new()
    {
        [0xB7] = "•",
        [0xAE] = "→",
        [0xAC] = "←",
        [0xB1] = "±",
        [0xB4] = "×",
        [0xB8] = "÷",
        [0xA3] = "≤",
        [0xB3] = "≥",
        [0xB9] = "≠",
        [0xBB] = "≈",
        [0xB0] = "°",
        [0x2D] = "−",
        [0x61] = "α",
        [0x62] = "β",
        [0x67] = "γ",
        [0x64] = "δ",
        [0x65] = "ε",
        [0x6C] = "λ",
        [0x6D] = "µ",
        [0x70] = "π",
        [0x73] = "σ",
        [0x77] = "ω",
        [0x44] = "Δ",
        [0x53] = "Σ",
        [0x57] = "Ω",
        [0xD2] = "®",
        [0xD3] = "©",
        [0xD4] = "™",
        [0xE2] = "®",
        [0xE3] = "©",
        [0xE4] = "™",
        [0xBC] = "…",
        [0xBE] = "—",
    };

    private static readonly Dictionary<int, string> OfWingdings = new()
    {
        [0xFC] = "✓",
        [0xFB] = "✗",
        [0xFE] = "☑",
        [0xA8] = "☐",
        [0x6F] = "☐",
        [0xA7] = "▪",
        [0x6E] = "■",
        [0x6C] = "●",
        [0x76] = "❖",
        [0xD8] = "➢",
        [0xE0] = "→",
        [0xDF] = "←",
        [0x28] = "☎",
        [0x29] = "☎",
        [0x2A] = "✉",
        [0x2B] = "✉",
        [0x4A] = "☺",
    };

    /// <summary>A character as Unicode has it; empty where that is not known.</summary>
    /// <param name="font">The font; null where none is named.</param>
    /// <param name="code">Its code in hexadecimal, such as <c>F0B7</c>.</param>
    public static string Of(string? font, string? code)
    {
        if (!int.TryParse(code, System.Globalization.NumberStyles.HexNumber, null, out var number) || number is < 0x20 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            return "";
        var own = number is >= 0xF000 and <= 0xF0FF ? number - 0xF000 : number;
        var name = font?.ToLowerInvariant() ?? "";
        if (name.StartsWith("symbol", StringComparison.Ordinal))
            return OfSymbol.GetValueOrDefault(own, "");
        if (name.StartsWith("wingdings", StringComparison.Ordinal) || name.StartsWith("webdings", StringComparison.Ordinal))
            return OfWingdings.GetValueOrDefault(own, "");
        return number is >= 0xE000 and <= 0xF8FF ? "" : char.ConvertFromUtf32(number);
    }
}
