# Runs inside the container's root once every package is installed: users that no package makes.
systemd-sysusers --inline 'u gateway-authority - "Gateway certificate authority"'
# Whose sockets the firewall holds to a proxy.
systemd-sysusers --inline 'g gateway-via - -'
