package dev.kilter.git.transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/**
 * Where no source is: addresses at which clouds tell a machine its own credentials, and others that
 * mean no host. The JDK remembers what a name stood for, so the connection that follows goes to
 * what was looked at.
 */
final class ForbiddenAddresses {
  /** Where one cloud answers by IPv6 what others answer at a link-local address. */
  private static final byte[] METADATA =
      HexFormat.of().parseHex("fd000ec2000000000000000000000254");

  private ForbiddenAddresses() {}

  /** The addresses of a host that may be asked. */
  static List<InetAddress> check(String host) throws IOException {
    List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
    for (InetAddress address : addresses) {
      if (isForbidden(address)) {
        throw new IOException(
            "its host has the address "
                + address.getHostAddress()
                + ", which is link-local or none of a host; Kilter never connects there");
      }
    }
    return addresses;
  }

  private static boolean isForbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet6Address
            && java.util.Arrays.equals(address.getAddress(), METADATA));
  }
}
