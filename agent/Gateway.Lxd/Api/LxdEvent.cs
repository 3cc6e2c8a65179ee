namespace Gateway.Lxd.Api;

/// <summary>A lifecycle event.</summary>
/// <param name="Action">Such as <c>instance-stopped</c>, <c>network-deleted</c>, <c>storage-volume-updated</c>.</param>
/// <param name="Source">The object's path, such as <c>/1.0/instances/gateway</c>.</param>
public sealed record LxdEvent(string Action, string Source);
