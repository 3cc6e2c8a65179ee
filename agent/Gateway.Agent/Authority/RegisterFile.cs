using Gateway.Agent.Files;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>The register of clients on disk.</summary>
internal sealed class RegisterFile(AuthorityFolders folders)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="AuthorityDamagedException">It cannot be read. Without it nobody knows who was revoked.</exception>
    public ClientRegister Read()
    {
        try
        {
            return ClientRegisterJson.Parse(File.ReadAllText(folders.Register));
        }
        catch (FileNotFoundException) when (!File.Exists(folders.ClientCrl))
        {
            return new ClientRegister();
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException)
        {
            throw new AuthorityDamagedException(
                $"reading the register of clients: {e.Message}; put {folders.Register} back from a backup: without it nobody knows who was revoked", e);
        }
    }

    public void Write(ClientRegister register) => AtomicFile.Write(folders.Register, ClientRegisterJson.ToText(register), OwnerOnly);
}
