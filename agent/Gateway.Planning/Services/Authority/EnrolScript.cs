using Gateway.Planning.Authority;

namespace Gateway.Planning.Services.Authority;

/// <summary>Renders <c>enrol.sh</c>: what a client runs to get its certificate and to lay it out for Docker and containerd.</summary>
public static class EnrolScript
{
    public static string Render(AuthorityRequest request)
    {
        var gateway = request.Services.Single(static service => service.Name == ServiceNames.Gateway).Names[0];
        var dockerHub = $"mirror.{request.Domain}";
        var names = request.Services.Where(static service => service.Name != ServiceNames.Gateway).SelectMany(static service => service.Names).ToArray();
        // Docker Hub's mirror has its old port too.
        var hosts = names.SelectMany(name => name == dockerHub ? [name, $"{name}:5000"] : new[] { name });
        return Text.Replace("@GATEWAY@", gateway, StringComparison.Ordinal)
            .Replace("@HOSTS@", string.Join(' ', hosts), StringComparison.Ordinal)
            .Replace("@MIRROR@", names.Contains(dockerHub) ? dockerHub : "", StringComparison.Ordinal);
    }

    private const string Text = """
        #!/bin/sh
        # Gets this computer a certificate from the gateway and lays it out for Docker and containerd.
        #   sh enrol.sh NAME FINGERPRINT   first: NAME and FINGERPRINT as `gateway client add` printed them; asks for the token
        #   sh enrol.sh --renew            later: with the certificate that is still valid
        # Needs root, curl and openssl. The token and the key are in no command line; the key never leaves this computer.
        set -eu
        umask 077
        gateway=@GATEWAY@
        hosts="@HOSTS@"
        mirror=@MIRROR@
        home=${GATEWAY_HOME:-/etc/gateway-client}
        docker=${DOCKER_CERTS:-/etc/docker/certs.d}
        containerd=${CONTAINERD_CERTS:-/etc/containerd/certs.d}
        est=https://$gateway/.well-known/est

        say() { printf '%s\n' "$*" >&2; }
        die() { say "enrol.sh: $*"; exit 1; }

        # The root is taken only with the fingerprint that the operator read on the gateway itself.
        fetch_root()
        {
            curl -fsS --max-time 30 -o "$work/ca.crt" "http://$gateway/ca.crt" || die "http://$gateway/ca.crt cannot be fetched: is this computer inside?"
            found=$(openssl x509 -in "$work/ca.crt" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr A-F a-f)
            wanted=$(printf %s "$1" | tr -d ': ' | tr A-F a-f)
            [ "$found" = "$wanted" ] || die "the root certificate has the fingerprint $found, not $wanted: somebody else may have answered; nothing was changed"
        }

        ask_token()
        {
            if [ -t 0 ]; then
                printf 'Token: ' >&2
                trap 'stty echo; rm -rf "$work"' EXIT
                stty -echo
                read -r token
                stty echo
                say
            else
                read -r token
            fi
        }

        # request NAME: a new key and what asks for a certificate of it.
        request()
        {
            openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/client.key" -subj "/CN=$1" -outform DER -out "$work/request" 2> "$work/said" ||
                die "$(cat "$work/said")"
            openssl base64 -in "$work/request" -out "$work/request.b64"
        }

        # send OPERATION [curl's options]: what else curl is to know comes from standard input.
        send()
        {
            operation=$1
            shift
            curl -sS --max-time 60 --cacert "$work/ca.crt" -K - "$@" -H 'Content-Type: application/pkcs10' --data-binary "@$work/request.b64" \
                -o "$work/reply" -w '%{http_code}' "$est/$operation" > "$work/code" || die "$est/$operation cannot be reached"
            [ "$(cat "$work/code")" = 200 ] || die "the gateway refused ($(cat "$work/code")): $(head -c 300 "$work/reply")"
            openssl base64 -d -in "$work/reply" -out "$work/reply.p7"
            openssl pkcs7 -inform DER -in "$work/reply.p7" -print_certs -out "$work/client.cert"
            openssl x509 -in "$work/client.cert" -noout -checkend 0 > "$work/said" || die "the certificate is not valid now: is the clock of this computer right? $(date)"
        }

        # place DIRECTORY: the three files, each replaced as a whole, the key first.
        place()
        {
            mkdir -p "$1"
            chmod 755 "$1"
            for file in client.key client.cert ca.crt; do
                cp "$work/$file" "$1/.$file.new"
                [ $file = client.key ] || chmod 644 "$1/.$file.new"
            done
            sync
            for file in client.key client.cert ca.crt; do
                mv -f "$1/.$file.new" "$1/$file"
            done
        }

        # The power went when the key was in its place and the certificate was not.
        finish()
        {
            [ -e "$home/.client.cert.new" ] && [ ! -e "$home/.client.key.new" ] || return 0
            mv -f "$home/.client.cert.new" "$home/client.cert"
            [ ! -e "$home/.ca.crt.new" ] || mv -f "$home/.ca.crt.new" "$home/ca.crt"
        }

        # hosts_toml DIRECTORY SERVER HOST
        hosts_toml()
        {
            mkdir -p "$1"
            chmod 755 "$1"
            printf 'server = "https://%s"\n\n[host."https://%s"]\n  capabilities = [%s]\n  ca = "%s"\n  client = [["%s", "%s"]]\n' \
                "$2" "$3" "$4" "$home/ca.crt" "$home/client.cert" "$home/client.key" > "$1/.hosts.toml.new"
            chmod 644 "$1/.hosts.toml.new"
            mv -f "$1/.hosts.toml.new" "$1/hosts.toml"
        }

        work=$(mktemp -d)
        trap 'rm -rf "$work"' EXIT
        if [ $# = 1 ] && [ "$1" = --renew ]; then
            finish
            [ -r "$home/client.cert" ] || die "there is no $home/client.cert yet: run enrol.sh NAME FINGERPRINT"
            cp "$home/ca.crt" "$work/ca.crt"
            name=$(openssl x509 -in "$home/client.cert" -noout -subject -nameopt multiline | sed -n 's/^ *commonName *= //p')
            request "$name"
            send simplereenroll --cert "$home/client.cert" --key "$home/client.key" < /dev/null
        elif [ $# = 2 ]; then
            fetch_root "$2"
            ask_token
            request "$1"
            send simpleenroll << END
        user = "$1:$token"
        END
        else
            die "usage: enrol.sh NAME FINGERPRINT, or enrol.sh --renew"
        fi
        place "$home"
        for host in $hosts; do
            place "$docker/$host"
            hosts_toml "$containerd/$host" "$host" "$host" '"pull", "resolve", "push"'
        done
        [ -z "$mirror" ] || hosts_toml "$containerd/docker.io" registry-1.docker.io "$mirror" '"pull", "resolve"'
        say "$home/client.cert: $(openssl x509 -in "$home/client.cert" -noout -subject -enddate | tr '\n' ' ')"

        """;
}
