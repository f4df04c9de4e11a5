# shellcheck shell=sh
# How the launch scripts run the program. Sourced by them; POSIX sh, works under set -eu.

# Where no locale is set, Java takes arguments for ASCII.
accept_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
      LC_ALL=C.UTF-8
      export LC_ALL
      ;;
  esac
}

# run_program JAR [ARGUMENT...]: becomes the program, by the JDK in JAVA_HOME.
run_program() {
  program=$1
  shift
  case ${1-} in
    serve) exec "$JAVA_HOME/bin/java" -jar "$program" "$@" ;;
    # Short-lived: the start is what counts.
    *) exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$program" "$@" ;;
  esac
}
