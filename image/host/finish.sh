# Runs inside the host root once every package is installed.
update-initramfs -c -k "$(linux-version list)"
