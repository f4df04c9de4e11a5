# shellcheck shell=sh
# Sets and exports JAVA_HOME to a JDK of at least the release this project is built with. Sourced by the
# launch scripts; POSIX sh, works under set -eu and set -f. Starts no JVM: a JDK says its release in a file.

DBSA_JAVA_RELEASE=25

# Prints the feature release of the JDK in directory $1; fails if there is no JDK (a JRE does not do).
jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
  [ -n "$jdk_version" ] && printf '%s\n' "$jdk_version"
}

# Succeeds if the directory $1 holds a JDK that is new enough.
jdk_fits() {
  jdk_found=$(jdk_release "$1") && [ "$jdk_found" -ge "$DBSA_JAVA_RELEASE" ]
}

# Prints the home of the java on the PATH, with symbolic links (/usr/bin/java, alternatives) resolved.
jdk_on_path() {
  jdk_java=$(command -v java 2>/dev/null) || return 1
  while [ -L "$jdk_java" ]; do
    jdk_link=$(readlink "$jdk_java") || return 1
    case $jdk_link in
      /*) jdk_java=$jdk_link ;;
      *) jdk_java=$(dirname "$jdk_java")/$jdk_link ;;
    esac
  done
  (cd "$(dirname "$jdk_java")/.." 2>/dev/null && pwd -P)
}

# Prints the fitting JDK with the lowest release in the usual places: the nearest to the one that is tested.
jdk_in_usual_places() {
  jdk_best='' jdk_best_release=0
  for jdk_dir in \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*; do
    jdk_fits "$jdk_dir" || continue
    if [ "$jdk_best_release" -eq 0 ] || [ "$jdk_found" -lt "$jdk_best_release" ]; then
      jdk_best=$jdk_dir jdk_best_release=$jdk_found
    fi
  done
  [ -n "$jdk_best" ] && printf '%s\n' "$jdk_best"
}

find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && jdk_fits "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  jdk_home=$(jdk_on_path) && jdk_fits "$jdk_home" || jdk_home=$(set +f; jdk_in_usual_places) || jdk_home=''
  if [ -z "$jdk_home" ]; then
    cat >&2 <<END
No JDK $DBSA_JAVA_RELEASE or newer was found: not in JAVA_HOME (${JAVA_HOME:-not set}), not on the PATH, not in the usual places.

Install one, for example from
  https://adoptium.net/temurin/releases/?version=$DBSA_JAVA_RELEASE
or with a package manager:
  SDKMAN          sdk install java $DBSA_JAVA_RELEASE-tem
  Homebrew        brew install --cask temurin@$DBSA_JAVA_RELEASE
  Debian, Ubuntu  apt-get install openjdk-$DBSA_JAVA_RELEASE-jdk (where the release offers it)
then run this command again, with JAVA_HOME set to the JDK's directory if it lies in an unusual place.
END
    return 1
  fi
  JAVA_HOME=$jdk_home
  export JAVA_HOME
}
