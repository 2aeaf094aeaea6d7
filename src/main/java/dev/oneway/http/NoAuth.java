package dev.oneway.http;

import org.apache.hc.core5.http.HttpRequest;

/** Nobody. */
enum NoAuth implements Auth {
  INSTANCE;

  @Override
  public void sign(HttpRequest request) {
    // nothing to put on it
  }

  @Override
  public boolean renew(HttpRequest refused) {
    return false;
  }

  @Override
  public String conceal(String text) {
    return text;
  }

  @Override
  public String place() {
    return "the option auth, which names none";
  }

  @Override
  public String toString() {
    return "Auth[none]";
  }
}
