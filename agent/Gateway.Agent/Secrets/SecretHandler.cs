using Gateway.Agent.Cards;
using Gateway.Agent.Control;

namespace Gateway.Agent.Secrets;

/// <summary>Answers the verb about secrets; the others are passed on.</summary>
public sealed class SecretHandler(CardHandler others, SecretChanges secrets) : IControlHandler
{
    public Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation) => request switch
    {
        { Verb: "secret", Arguments: ["list"] } => secrets.ListAsync(cancellation),
        { Verb: "secret", Arguments: ["set", var name], File: { } value } => secrets.SetAsync(name, value, cancellation),
        { Verb: "secret", Arguments: ["remove", var name] } => secrets.RemoveAsync(name, cancellation),
        _ => others.HandleAsync(request, cancellation),
    };
}
