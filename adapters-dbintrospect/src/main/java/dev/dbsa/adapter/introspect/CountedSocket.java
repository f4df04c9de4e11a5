package dev.dbsa.adapter.introspect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket that takes no more than a budget allows, below whatever encrypts or buffers. */
final class CountedSocket extends Socket {
  private final ByteBudget budget;

  CountedSocket(ByteBudget budget) {
    this.budget = budget;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Counted(super.getInputStream());
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      if (read >= 0) {
        count(1);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long length) throws IOException {
      long skipped = super.skip(length);
      count(skipped);
      return skipped;
    }

    private void count(long bytes) throws IOException {
      try {
        budget.take(bytes);
      } catch (ByteBudget.TooManyBytesException e) {
        // Or the driver would read on, to end the conversation politely.
        CountedSocket.this.close();
        throw e;
      }
    }
  }
}
