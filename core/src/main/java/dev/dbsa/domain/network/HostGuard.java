package dev.dbsa.domain.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Turns a host into the addresses that may be called. Connect to these very addresses: whoever asks
 * for the name again may get another answer.
 */
public final class HostGuard {
  private final AllowedHosts allowed;
  private final HostResolver resolver;

  public HostGuard(AllowedHosts allowed, HostResolver resolver) {
    this.allowed = allowed;
    this.resolver = resolver;
  }

  /**
   * Checks what the spelling of a host tells, without looking its name up.
   *
   * @param host a name, or an address without brackets
   * @throws HostRefusedException if {@link #addresses} would refuse it wherever it leads
   */
  public void checkSpelling(String host, int port) throws HostRefusedException {
    if (Addresses.spelledBy(host).stream().anyMatch(ForbiddenAddresses::include)) {
      throw new HostRefusedException(HostRefusedException.Reason.FORBIDDEN);
    }
    if (!allowed.mayInclude(host, port)) {
      throw new HostRefusedException(HostRefusedException.Reason.NOT_ALLOWED);
    }
  }

  /**
   * @param host a name, or an address without brackets
   * @return at least one address, in the order in which they should be tried
   * @throws UnknownHostException if the name leads nowhere
   * @throws HostRefusedException if the host is not among the allowed ones, or any of its addresses
   *     is forbidden
   */
  public List<InetAddress> addresses(String host, int port)
      throws UnknownHostException, HostRefusedException {
    if (!allowed.mayInclude(host, port)) {
      throw new HostRefusedException(HostRefusedException.Reason.NOT_ALLOWED);
    }
    List<InetAddress> found = List.of(resolver.resolve(host));
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    // One of several is enough: the name's owner decides in which order they come.
    if (found.stream().anyMatch(ForbiddenAddresses::include)) {
      throw new HostRefusedException(HostRefusedException.Reason.FORBIDDEN);
    }
    if (!allowed.includes(host, port)
        && !found.stream().allMatch(address -> allowed.includes(address, port))) {
      throw new HostRefusedException(HostRefusedException.Reason.NOT_ALLOWED);
    }
    return found;
  }
}
