[assembly: System.CLSCompliant(false)]
[assembly: AssemblyFixture(typeof(Syndication.Testing.Azurite))]
