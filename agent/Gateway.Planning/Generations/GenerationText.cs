using Gateway.Planning.Json;

namespace Gateway.Planning.Generations;

/// <summary>Words for what is remembered, as the operator reads them.</summary>
public static class GenerationText
{
    public static string Of(GenerationOrigin origin) => origin switch
    {
        GenerationOrigin.BootPartition => "the boot partition",
        GenerationOrigin.Apply => "gateway apply",
        GenerationOrigin.Edit => "gateway edit",
        GenerationOrigin.Rollback => "gateway rollback",
        GenerationOrigin.ConfirmRevert => "a missing confirmation",
        GenerationOrigin.Stick => "a stick",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    public static string Of(GenerationResult result) => result.ToString().ToLowerInvariant();

    public static string Of(TimeSpan length) => DurationJsonConverter.ToText(length);
}
