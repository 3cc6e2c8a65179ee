using Gateway.Agent.Control;

namespace Gateway.Agent.Tests.Cli;

/// <summary>Keeps the requests and answers them as the test says.</summary>
internal sealed class RecordingHandler(Func<ControlRequest, ControlResponse> answer) : IControlHandler
{
    private readonly List<ControlRequest> _requests = [];

    public IReadOnlyList<ControlRequest> Requests => _requests;

    public Task<ControlResponse> HandleAsync(ControlRequest request, CancellationToken cancellation)
    {
        _requests.Add(request);
        return Task.FromResult(answer(request));
    }
}
