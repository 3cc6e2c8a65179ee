using System.Collections.Immutable;
using Gateway.Agent.Host;
using Gateway.Lxd.Api;

namespace Gateway.Agent.Tests.Host;

public sealed class LxdObserverTests
{
    [Theory]
    [InlineData("""[{"Isuid":true,"Isgid":false,"Hostid":100000,"Nsid":0,"Maprange":65536},{"Isuid":false,"Isgid":true,"Hostid":200000,"Nsid":0,"Maprange":65536}]""", 100000u)]
    [InlineData("""[{"Isuid":false,"Isgid":true,"Hostid":7,"Nsid":0,"Maprange":1},{"Isuid":true,"Isgid":true,"Hostid":300000,"Nsid":0,"Maprange":65536}]""", 300000u)]
    [InlineData("", null)]
    public void The_containers_root_is_read_from_its_id_map(string map, uint? expected) => Assert.Equal(
        expected,
        LxdObserver.RootOf(new LxdInstance { Config = ImmutableSortedDictionary<string, string>.Empty.Add("volatile.idmap.next", map) }));
}
