using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.Tests.Folders;

public sealed class ParallelWriteTests
{
    [Fact]
    public async Task Many_threads_that_write_into_folders_nobody_has_made_yet_all_succeed()
    {
        var root = Directory.CreateTempSubdirectory("store-").FullName;
        try
        {
            var store = new FolderStore(root);
            var names = Enumerable.Range(0, 400).Select(i => $"public/l{i / 8}/2026/x{i % 8}.html").ToList();
            await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (name, cancel) =>
                Assert.NotNull(await store.WriteAsync(name, "x"u8.ToArray(), WriteCondition.Always, cancel)));
            Assert.All(names, name => Assert.True(File.Exists(Path.Combine(root, name))));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
