# Runs inside the host root once every package is installed.
update-initramfs -u -k all
mkdir -p /boot /efi /var/lib/gateway
