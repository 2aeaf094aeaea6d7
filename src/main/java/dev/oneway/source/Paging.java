package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.Links;
import dev.oneway.http.PrintableUrl;
import dev.oneway.run.FatalException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** How a server tells where the next page is. Immutable; threads may share it. */
sealed interface Paging {

  /** Where in the document to look for what {@link #after} needs. */
  default Optional<JsonPointer> pointer() {
    return Optional.empty();
  }

  /** The first page. */
  default URI first(PageAddress address) {
    return address.uri();
  }

  /** The page after this one; empty when it was the last. */
  Optional<URI> after(ReadPage page, PageAddress address);

  /** Whether we count the pages, so that a server that ignores the count would never end. */
  default boolean counts() {
    return false;
  }

  /** There is one page. */
  record None() implements Paging {
    @Override
    public Optional<URI> after(ReadPage page, PageAddress address) {
      return Optional.empty();
    }
  }

  /** A Link header with the relation next (RFC 8288); its URL is used as it is. */
  record Link() implements Paging {
    @Override
    public Optional<URI> after(ReadPage page, PageAddress address) {
      return Links.find("next", page.links()).map(link -> resolve(page, link));
    }
  }

  /** A URL in the document, absolute or relative to the page. */
  record Url(JsonPointer at) implements Paging {
    @Override
    public Optional<JsonPointer> pointer() {
      return Optional.of(at);
    }

    @Override
    public Optional<URI> after(ReadPage page, PageAddress address) {
      return page.told().map(url -> resolve(page, url));
    }
  }

  /** A cursor in the document, to be sent with the same question. */
  record Cursor(JsonPointer at, String parameter) implements Paging {
    @Override
    public Optional<JsonPointer> pointer() {
      return Optional.of(at);
    }

    @Override
    public Optional<URI> after(ReadPage page, PageAddress address) {
      return page.told().map(cursor -> address.with(parameter, cursor));
    }
  }

  /**
   * The number of records to skip. An empty page is the last one.
   *
   * @param pageSize when known, a page with fewer records is the last one too
   */
  record Offset(String parameter, OptionalInt pageSize) implements Paging {
    @Override
    public URI first(PageAddress address) {
      return address.with(parameter, 0);
    }

    @Override
    public Optional<URI> after(ReadPage page, PageAddress address) {
      boolean last = page.records() == 0 || page.records() < pageSize.orElse(1);
      return last ? Optional.empty() : Optional.of(address.with(parameter, page.recordsSoFar()));
    }

    @Override
    public boolean counts() {
      return true;
    }
  }

  /** The page's number. An empty page is the last one. */
  record Numbered(String parameter, int firstPage) implements Paging {
    @Override
    public URI first(PageAddress address) {
      return address.with(parameter, firstPage);
    }

    @Override
    public Optional<URI> after(ReadPage page, PageAddress address) {
      return page.records() == 0
          ? Optional.empty()
          : Optional.of(address.with(parameter, firstPage + page.number()));
    }

    @Override
    public boolean counts() {
      return true;
    }
  }

  private static URI resolve(ReadPage page, String reference) {
    try {
      return Links.resolve(page.url(), reference);
    } catch (IllegalArgumentException e) {
      throw new FatalException(
          "GET %s names a next page that is no URL. Check the option next."
              .formatted(PrintableUrl.of(page.url())),
          e);
    }
  }
}
