using Xunit.Sdk;
using Xunit.v3;

namespace Gateway.Boot.Tests;

/// <summary>
/// The order of the boots: what only looks at the shared gateway, what breaks and mends it, its second boot, then devices of their own.
/// Two machines at a time are what two cores carry.
/// </summary>
public sealed class BootOrder : ITestCollectionOrderer
{
    public const string Lab = "1 the laboratory";
    public const string Running = "2 the running gateway";
    public const string Repair = "3 the mended gateway";
    public const string SecondBoot = "4 the second boot";
    public const string OtherDevice = "5 another device";
    public const string Cards = "6 missing cards";
    public const string Refused = "7 what is refused";

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
