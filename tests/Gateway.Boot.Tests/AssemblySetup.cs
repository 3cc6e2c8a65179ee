using Gateway.Boot.Tests;

[assembly: AssemblyFixture(typeof(LabFixture))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCollectionOrderer(typeof(BootOrder))]
