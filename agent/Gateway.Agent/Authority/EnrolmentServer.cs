using System.Text;
using Gateway.Planning.Services.Authority;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Agent.Authority;

/// <summary>Serves HAProxy over HTTP, on a socket that only HAProxy may open.</summary>
internal sealed class EnrolmentServer : IHttpApplication<HttpContext>, IDisposable
{
    private const int MostConnections = 16;

    private readonly Enroller _enroller;
    private readonly IdleWatch _idle;
    private readonly KestrelServer _server;

    /// <param name="listen">Where to listen.</param>
    public EnrolmentServer(Enroller enroller, IdleWatch idle, Action<KestrelServerOptions> listen, ILoggerFactory loggers)
    {
        _enroller = enroller;
        _idle = idle;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = SigningRequest.Largest;
        options.Limits.MaxConcurrentConnections = MostConnections;
        listen(options);
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);
    }

    public Task StartAsync(CancellationToken cancellation) => _server.StartAsync(this, cancellation);

    /// <summary>What was asked is answered first.</summary>
    public Task StopAsync(CancellationToken cancellation) => _server.StopAsync(cancellation);

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        _idle.Begin();
        return new DefaultHttpContext(contextFeatures);
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.ASCII);
        var request = context.Request;
        var verified = request.Headers[EnrolmentHeaders.Verified] == "1";
        var reply = _enroller.Answer(new EnrolmentQuestion(request.Method, request.Path.Value ?? "")
        {
            Authorization = request.Headers.Authorization,
            Body = await reader.ReadToEndAsync(context.RequestAborted),
            CertificateName = verified ? request.Headers[EnrolmentHeaders.Name] : (string?)null,
            CertificateSerial = verified ? request.Headers[EnrolmentHeaders.Serial] : (string?)null,
            From = EnrolmentQuestion.Place(request.Headers[EnrolmentHeaders.Address]),
        });
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.Type;
        if (reply.Challenge is { } challenge)
            context.Response.Headers.WWWAuthenticate = challenge;
        if (reply.Status == StatusCodes.Status200OK)
            context.Response.Headers["Content-Transfer-Encoding"] = "base64";
        await context.Response.WriteAsync(reply.Text, context.RequestAborted);
    }

    public void DisposeContext(HttpContext context, Exception? exception) => _idle.Finish();

    public void Dispose() => _server.Dispose();
}
