using System.Text;
using Gateway.Planning.Names;

namespace Gateway.Agent.Names;

/// <summary>
/// Kea's lease database: a file to which Kea appends each change before it answers the client, so that only what was
/// appended is read. From time to time Kea begins the file anew and puts the old ones together beside it.
/// </summary>
public sealed class LeaseFile(string path = NamePaths.LeaseFile)
{
    /// <summary>Leases beyond these are not looked at; a pool of a /18.</summary>
    private const int MostLeases = 16384;
    private const int BlockSize = 64 * 1024;

    /// <summary>How often the whole is read before the files must have stood still.</summary>
    private const int MostReadings = 5;

    private readonly Dictionary<string, Lease> _leases = [];
    private readonly byte[] _block = new byte[BlockSize];
    private readonly HashSet<string> _met = [];
    private readonly List<Lease> _newest = [];
    private long _offset;
    private long _lines;
    private string? _aside;

    private string First => path + ".1";
    private string Second => path + ".2";
    private string Completed => path + ".completed";

    /// <summary>The leases as they are now, and the addresses that were declined, each once.</summary>
    /// <param name="anew">True: everything is read again, not only what was appended.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    public async Task<IReadOnlyCollection<Lease>> ReadAsync(bool anew, CancellationToken cancellation)
    {
        if (anew || _offset == 0 || !await ReadOnAsync(cancellation))
            await ReadAllAsync(cancellation);
        return _leases.Values;
    }

    /// <summary>False when the file is not the one that was read: whenever Kea begins anew, it also changes what lies beside the file.</summary>
    private async Task<bool> ReadOnAsync(CancellationToken cancellation)
    {
        if (Aside() != _aside || await ReadFileAsync(path, _offset, cancellation) is not { } end || Aside() != _aside)
            return false;
        _offset = end;
        return true;
    }

    /// <summary>In the order in which Kea reads them at its start. A lease that is missed would lose its name, so files that were moved meanwhile are read again.</summary>
    private async Task ReadAllAsync(CancellationToken cancellation)
    {
        for (var reading = 0; reading < MostReadings; reading++)
        {
            var before = Aside();
            _leases.Clear();
            foreach (var file in File.Exists(Completed) ? [Completed] : new[] { Second, First })
                await ReadFileAsync(file, 0, cancellation);
            _offset = await ReadFileAsync(path, 0, cancellation) ?? 0;
            if (Aside() == before)
            {
                _aside = before;
                return;
            }
        }

        _offset = 0;
        throw new IOException($"reading the leases: Kea kept moving {path} and what belongs to it");
    }

    /// <summary>What Kea has put aside: of each file its length and age.</summary>
    private string Aside() => string.Join(' ', new[] { Completed, Second, First }.Select(static file =>
        new FileInfo(file) is { Exists: true } found ? $"{found.Length}@{found.LastWriteTimeUtc.Ticks}" : "-"));

    /// <returns>Where the last whole line ended; null: there is no file, or it is shorter than that.</returns>
    private async Task<long?> ReadFileAsync(string file, long from, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length < from)
                return null;
            var offset = from;
            while (true)
            {
                stream.Position = offset;
                var read = await stream.ReadAtLeastAsync(_block, BlockSize, throwOnEndOfStream: false, cancellation);
                var whole = _block.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
                if (whole == 0)
                    return offset;
                Take(Encoding.ASCII.GetString(_block, 0, whole));
                offset += whole;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Of an address that changed often only the newest line is looked at: leases can come by the thousand.</summary>
    private void Take(string lines)
    {
        _met.Clear();
        _newest.Clear();
        foreach (var line in lines.Split('\n').Reverse())
        {
            if (line.IndexOf(',') is not (> 0 and var end) || _met.Contains(line[..end]) || Lease.Parse(line) is not { } lease)
                continue;
            _met.Add(line[..end]);
            _newest.Add(lease);
        }

        foreach (var lease in Enumerable.Reverse(_newest))
            Take(lease);
    }

    private void Take(Lease lease)
    {
        if (!(lease.IsHeld || lease.IsDeclined) || lease.Lifetime == 0)
            _leases.Remove(lease.Address);
        else if (_leases.ContainsKey(lease.Address) || _leases.Count < MostLeases)
            _leases[lease.Address] = lease with { Order = _lines++ };
    }
}
