namespace Gateway.Agent.Control;

/// <summary>Answers the operator's verbs.</summary>
public interface IControlHandler
{
    Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation);
}
