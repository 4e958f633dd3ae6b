package dev.kilter.server.webhook;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Headers, by lower-case name, and the body exactly as it came, since signatures cover its bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record WebhookRequest(Map<String, String> headers, byte[] body) {
  public WebhookRequest {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    Map.Entry::getValue,
                    (first, second) -> first));
  }

  /** Empty where the header is missing. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  public boolean has(String name) {
    return headers.containsKey(name.toLowerCase(Locale.ROOT));
  }
}
