using Xunit.Sdk;
using Xunit.v3;

namespace Gateway.Boot.Tests;

/// <summary>
/// The order of the boots: what only looks at the shared gateway, what breaks it, what it said outside all the while, its second boot, then devices of their own.
/// Two machines at a time are what two cores carry.
/// </summary>
public sealed class BootOrder : ITestCollectionOrderer
{
    public const string Lab = "01 the laboratory";
    public const string Running = "02 the running gateway";
    public const string Repair = "03 the mended gateway";
    public const string Faults = "04 the gateway under faults";
    public const string Quiet = "05 what was said outside";
    public const string SecondBoot = "06 the second boot";
    public const string OtherDevice = "07 another device";
    public const string Cards = "08 missing cards";
    public const string OneNetwork = "09 both cards on one network";
    public const string Refused = "10 what is refused";
    public const string Rounds = "11 boot after boot";

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];
}
