# shellcheck shell=sh
# How the launch scripts run the program. Sourced by them; POSIX sh, works under set -eu.

# What a command needs that ends soon: its start is what counts.
SHORT_LIVED='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'

# Where no locale is set, Java takes arguments for ASCII.
accept_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
      LC_ALL=C.UTF-8
      export LC_ALL
      ;;
  esac
}

# run_program JAR [ARGUMENT...]: becomes the program, by the JDK in JAVA_HOME. Where dbsa-aot-cache has left
# caches beside it, it starts from them; Java does without one that another JDK made.
run_program() {
  program=$1
  shift
  case ${1-} in
    serve) cache=serve options='' ;;
    *) cache=command options=$SHORT_LIVED ;;
  esac
  cache=${program%/*}/$cache.aot
  # Options are words of this script.
  # shellcheck disable=SC2086
  if [ -f "$cache" ]; then
    exec "$JAVA_HOME/bin/java" $options "-XX:AOTCache=$cache" -Xlog:aot=off -jar "$program" "$@"
  else
    exec "$JAVA_HOME/bin/java" $options -jar "$program" "$@"
  fi
}
