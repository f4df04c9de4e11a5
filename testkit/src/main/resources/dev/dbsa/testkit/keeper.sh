# Ends one test server when the JVM that started it ends, in whatever way: even if the JVM is killed,
# its death closes our standard input. Then stops the server and deletes its files.
#
#   keeper.sh DIR   DIR/server holds the process id of the server and the signal that ends it at once
trap '' INT TERM HUP QUIT # Ctrl-C reaches the whole process group, and we have to outlive the JVM
dir=$1
while read -r _; do :; done

# Process ids are reused: the server is only what still has our directory in its command line.
is_alive() {
  if [ -r "/proc/$pid/cmdline" ]; then
    command_line=$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)
  else
    command_line=$(ps -ww -o args= -p "$pid" 2>/dev/null)
  fi
  case $command_line in
    *"$dir"*) return 0 ;;
    *) return 1 ;;
  esac
}

if read -r pid signal 2>/dev/null <"$dir/server"; then
  is_alive && kill -s "$signal" "$pid"
  tries=0
  while is_alive && [ "$tries" -lt 100 ]; do
    tries=$((tries + 1))
    [ "$tries" -eq 50 ] && kill -s KILL "$pid"
    sleep 0.1
  done
fi
rm -rf -- "$dir"
