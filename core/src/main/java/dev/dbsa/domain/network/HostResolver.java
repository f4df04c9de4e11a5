package dev.dbsa.domain.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How names become addresses. */
@FunctionalInterface
public interface HostResolver {
  /** The system's own resolver. */
  HostResolver SYSTEM = InetAddress::getAllByName;

  /**
   * All addresses of a host, in the order in which they should be tried.
   *
   * @param host a name, or an address without brackets
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
