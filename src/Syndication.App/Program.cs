using Syndication.App.Commands;

return await Root.RunAsync(args);
