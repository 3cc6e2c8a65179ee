namespace Gateway.Planning.Toml;

/// <summary>Puts keys into tables and keeps TOML's rules on who may define what, and once.</summary>
internal sealed class TomlTableBuilder
{
    private readonly TomlTable root;
    private readonly TomlErrors errors;
    private TomlTable current;

    public TomlTableBuilder(TomlTable root, TomlErrors errors)
    {
        this.root = root;
        this.errors = errors;
        current = root;
    }

    /// <summary>How deep the table stands that keys go to now.</summary>
    public int Depth { get; private set; }

    public bool IsIgnoring { get; private set; }

    /// <summary>Sends the keys that follow nowhere: their header was not understood.</summary>
    public void Ignore()
    {
        IsIgnoring = true;
        current = new TomlTable(TomlSpan.WholeFile, TomlTableOrigin.Header);
        Depth = 0;
    }

    /// <summary><c>[a.b]</c>.</summary>
    public void OpenTable(List<TomlKey> key, TomlSpan header)
    {
        var parent = WalkHeader(key, header);
        Ignore();
        if (parent is null)
        {
            return;
        }

        var name = key[^1];
        Depth = key.Count;
        if (!parent.TryGet(name.Name, out var known))
        {
            parent.Add(name, Enter(new TomlTable(header, TomlTableOrigin.Header)));
        }
        else if (known.Value is TomlTable { Origin: TomlTableOrigin.Implied } implied)
        {
            implied.Origin = TomlTableOrigin.Header;
            Enter(implied);
        }
        else if (known.Value is not TomlTable)
        {
            ReportClosed(name, known);
        }
        else
        {
            errors.Add(header, $"the table [{Path(key)}] is already there in line {known.Key.Span.Line}", "put all its keys under one header");
        }
    }

    /// <summary><c>[[a.b]]</c>.</summary>
    public void OpenArrayItem(List<TomlKey> key, TomlSpan header)
    {
        var parent = WalkHeader(key, header);
        Ignore();
        if (parent is null)
        {
            return;
        }

        var name = key[^1];
        var item = new TomlTable(header, TomlTableOrigin.Header);
        Depth = key.Count + 1;
        if (!parent.TryGet(name.Name, out var known))
        {
            var array = new TomlArray(header, ofTables: true);
            array.Add(Enter(item));
            parent.Add(name, array);
        }
        else if (known.Value is TomlArray { IsOfTables: true } array)
        {
            array.Add(Enter(item));
        }
        else if (known.Value is not TomlInvalid)
        {
            errors.Add(header, $"{Path(key)} is {known.Value.Kind} since line {known.Key.Span.Line}, so [[{Path(key)}]] cannot add to it");
        }
    }

    /// <summary><c>a.b = value</c> in the table opened last.</summary>
    public void Set(List<TomlKey> key, TomlValue value)
    {
        var table = current;
        foreach (var part in key.SkipLast(1))
        {
            if (WalkDotted(table, part) is not { } next)
            {
                return;
            }

            table = next;
        }

        var name = key[^1];
        if (table.TryGet(name.Name, out var known))
        {
            errors.Add(name.Span, $"the key {Quoted.Text(name.Name)} is already set in line {known.Key.Span.Line}", "keep one of the two");
            return;
        }

        table.Add(name, value);
    }

    /// <summary>Closes an inline table and all that dotted keys made in it.</summary>
    public static void Close(TomlTable table)
    {
        table.Origin = TomlTableOrigin.Inline;
        foreach (var inner in table.Entries.Select(entry => entry.Value).OfType<TomlTable>().Where(inner => inner.Origin != TomlTableOrigin.Inline))
        {
            Close(inner);
        }
    }

    private TomlTable Enter(TomlTable table)
    {
        IsIgnoring = false;
        current = table;
        return table;
    }

    private TomlTable? WalkHeader(List<TomlKey> key, TomlSpan header)
    {
        var table = root;
        foreach (var part in key.SkipLast(1))
        {
            if (!table.TryGet(part.Name, out var known))
            {
                var made = new TomlTable(header, TomlTableOrigin.Implied);
                table.Add(part, made);
                table = made;
                continue;
            }

            switch (known.Value)
            {
                case TomlTable { Origin: not TomlTableOrigin.Inline } next:
                    table = next;
                    break;
                case TomlArray { IsOfTables: true, Items: [.., TomlTable last] }:
                    table = last;
                    break;
                default:
                    ReportClosed(part, known);
                    return null;
            }
        }

        return table;
    }

    private TomlTable? WalkDotted(TomlTable table, TomlKey part)
    {
        if (!table.TryGet(part.Name, out var known))
        {
            var made = new TomlTable(part.Span, TomlTableOrigin.Dotted);
            table.Add(part, made);
            return made;
        }

        if (known.Value is TomlTable { Origin: TomlTableOrigin.Dotted or TomlTableOrigin.Implied } next)
        {
            next.Origin = TomlTableOrigin.Dotted;
            return next;
        }

        ReportClosed(part, known);
        return null;
    }

    private void ReportClosed(TomlKey part, TomlEntry known)
    {
        // A value that was not understood has been told already.
        if (known.Value is TomlInvalid)
        {
            return;
        }

        var what = known.Value is TomlTable ? "a table that is complete" : known.Value.Kind;
        errors.Add(part.Span, $"{Quoted.Text(part.Name)} is {what} since line {known.Key.Span.Line}, so nothing can be put into it here");
    }

    private static string Path(List<TomlKey> key) => string.Join('.', key.Select(part => Quoted.Escape(part.Name)));
}
