using Gateway.Planning.Authority;
using Gateway.Planning.Services.Authority;

namespace Gateway.Agent.Authority;

/// <summary>Reads what the certificate authority said of itself last.</summary>
public sealed class AuthorityReportFile(string path = AuthorityDefaults.Report)
{
    public AuthorityReport Read()
    {
        try
        {
            return AuthorityReportJson.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new AuthorityReport();
        }
        // Another release wrote it: this one's authority writes it anew.
        catch (FormatException)
        {
            return new AuthorityReport();
        }
    }
}
