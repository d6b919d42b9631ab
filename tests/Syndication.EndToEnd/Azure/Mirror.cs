using System.Security.Cryptography;
using Azure.Storage.Blobs;

namespace Syndication.EndToEnd.Azure;

/// <summary>
/// Keeps a folder and a storage account alike, so that what a test does to files happens to blobs before the program runs, and what the
/// program did to blobs can be looked at as files after it.
/// </summary>
internal sealed class Mirror(string folder, string connection)
{
    private static readonly string[] Containers = ["config", "inbox", "rejected", "releases", "public", "deliveries", "memory", "reports"];

    private readonly BlobServiceClient service = new(connection);
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tags = new(StringComparer.Ordinal);

    /// <summary>Makes the blobs as the files are.</summary>
    public async Task PushAsync()
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in Containers.Where(name => Directory.Exists(Path.Combine(folder, name))))
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, container), "*", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
                there.Add(path);
                var content = await File.ReadAllBytesAsync(file, Cancel);
                if (hashes.GetValueOrDefault(path) == Hash(content))
                    continue;
                await Container(container).CreateIfNotExistsAsync(cancellationToken: Cancel);
                var written = await Blob(path).UploadAsync(BinaryData.FromBytes(content), overwrite: true, Cancel);
                (hashes[path], tags[path]) = (Hash(content), $"{written.Value.ETag}".Trim('"'));
            }
        }

        foreach (var path in hashes.Keys.Where(path => !there.Contains(path)).ToList())
        {
            await Blob(path).DeleteIfExistsAsync(cancellationToken: Cancel);
            Forget(path);
        }
    }

    /// <summary>Makes the files as the blobs are.</summary>
    public async Task PullAsync()
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in Containers)
        {
            if (!await Container(container).ExistsAsync(Cancel))
                continue;
            await foreach (var blob in Container(container).GetBlobsAsync(cancellationToken: Cancel))
            {
                var path = $"{container}/{blob.Name}";
                there.Add(path);
                var tag = $"{blob.Properties.ETag}".Trim('"');
                if (tags.GetValueOrDefault(path) == tag)
                    continue;
                var content = (await Blob(path).DownloadContentAsync(Cancel)).Value.Content.ToArray();
                var file = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, content, Cancel);
                (hashes[path], tags[path]) = (Hash(content), tag);
            }
        }

        foreach (var path in hashes.Keys.Where(path => !there.Contains(path)).ToList())
        {
            File.Delete(Path.Combine(folder, path));
            Forget(path);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Hash(byte[] content) => Convert.ToHexString(SHA256.HashData(content));

    private void Forget(string path)
    {
        hashes.Remove(path);
        tags.Remove(path);
    }

    private BlobContainerClient Container(string name) => service.GetBlobContainerClient(name == "public" ? "$web" : name);

    private BlobClient Blob(string path) => Container(path.Split('/')[0]).GetBlobClient(path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}
