namespace Gateway.Planning.Secrets;

/// <summary>Masks texts that are to be compared: the same secret has the same number, so that one sees that another one stands there.</summary>
public sealed class NumberedMask
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly SecretMask _mask;

    public NumberedMask() => _mask = new SecretMask([], Mark);

    public string Apply(string text) => _mask.Apply(text);

    private string Mark(string secret)
    {
        if (!_numbers.TryGetValue(secret, out var number))
            _numbers[secret] = number = _numbers.Count + 1;
        return $"{Secret.Mark[..^1]} {number})";
    }
}
