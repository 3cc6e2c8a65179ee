using System.Text.Json.Serialization;
using Gateway.Lxd.Api;

namespace Gateway.Lxd.Wire;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LxdEnvelope))]
[JsonSerializable(typeof(LxdOperation))]
[JsonSerializable(typeof(LxdEventMessage))]
[JsonSerializable(typeof(LxdServer))]
[JsonSerializable(typeof(LxdStoragePool))]
[JsonSerializable(typeof(LxdVolume))]
[JsonSerializable(typeof(LxdNetwork))]
[JsonSerializable(typeof(LxdProfile))]
[JsonSerializable(typeof(LxdInstance))]
[JsonSerializable(typeof(LxdInstanceState))]
[JsonSerializable(typeof(LxdVolume[]))]
[JsonSerializable(typeof(LxdNetwork[]))]
[JsonSerializable(typeof(LxdInstance[]))]
[JsonSerializable(typeof(InstanceCreation))]
[JsonSerializable(typeof(InstanceChange))]
[JsonSerializable(typeof(InstanceStateChange))]
[JsonSerializable(typeof(StoragePoolCreation))]
[JsonSerializable(typeof(NetworkCreation))]
[JsonSerializable(typeof(VolumeCreation))]
[JsonSerializable(typeof(ConfigChange))]
internal sealed partial class LxdJson : JsonSerializerContext;
