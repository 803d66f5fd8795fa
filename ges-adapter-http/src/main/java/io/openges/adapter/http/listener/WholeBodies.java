package io.openges.adapter.http.listener;

import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the whole body of a request before any thread is given to it: clients that send slowly
 * cost memory, which is limited, and not threads, which others wait for (specification 2.11). What
 * goes beyond the listener's limit is not kept. A body takes room until its request is answered or
 * its connection is gone; where there is none, large ones are refused, and small ones are not: many
 * clients with large bodies cannot keep others from booking. Safe for use by many threads at once.
 */
final class WholeBodies extends Handler.Wrapper {

  /** Bytes of a refused body that are taken, so that its sender gets to reading the answer. */
  private static final int DISCARD_AT_MOST = 2_097_152;

  private static final int SERVICE_UNAVAILABLE = 503;

  private final int limit;
  private final BodyRoom room;

  /**
   * Makes a reader.
   *
   * @param limit most bytes of a body
   * @param room what the bodies of all requests may take that are not yet answered
   */
  WholeBodies(int limit, BodyRoom room) {
    this.limit = limit;
    this.room = room;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (!chunked && request.getLength() <= 0) {
      return super.handle(request, response, callback);
    }
    var arriving = new Arriving(request, response, callback);
    if (request.getLength() > limit) {
      arriving.refuse();
    } else {
      arriving.read(false);
    }
    return true;
  }

  private void pass(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Exception broken) {
      Response.writeError(request, response, callback, broken);
    }
  }

  /** A body while it arrives; one thread at a time. */
  private final class Arriving implements Invocable.Task {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final HeldBody body;

    Arriving(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      var held = new HeldBody(room, request.getLength() > limit ? 0 : request.getLength(), limit);
      this.body = held;
      this.callback = new Callback.Nested(callback) {
        @Override
        public void completed() {
          held.giveBack();
        }
      };
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    /** Called when more has arrived. */
    @Override
    public void run() {
      read(true);
    }

    /** Hands on the request as one whose body is too large, without a byte of it. */
    void refuse() {
      pass(new Whole(request, Content.Chunk.EOF), response, new Discard(request, callback));
    }

    /**
     * Takes what has arrived, and hands the request on when that is all.
     *
     * @param elsewhere whether by another thread, because this one must not block
     */
    void read(boolean elsewhere) {
      try {
        take(elsewhere);
      } catch (RuntimeException broken) {
        callback.failed(broken);
      }
    }

    private void take(boolean elsewhere) {
      while (true) {
        var chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          body.drop();
          finish(elsewhere, Content.Chunk.from(chunk.getFailure(), true), callback);
          return;
        }
        boolean last = chunk.isLast();
        boolean kept = body.add(chunk.getByteBuffer());
        chunk.release();
        if (!kept) {
          body.drop();
          Response.writeError(request, response, callback, SERVICE_UNAVAILABLE);
          return;
        }
        if (last || body.size() > limit) {
          handOn(elsewhere, last);
          return;
        }
      }
    }

    private void handOn(boolean elsewhere, boolean last) {
      var whole = body.handOver();
      request.setAttribute(Bodies.WHOLE, whole);
      var chunk = Content.Chunk.from(ByteBuffer.wrap(whole), true);
      finish(elsewhere, chunk, last ? callback : new Discard(request, callback));
    }

    private void finish(boolean elsewhere, Content.Chunk chunk, Callback after) {
      var whole = new Whole(request, chunk);
      if (!elsewhere) {
        pass(whole, response, after);
        return;
      }
      try {
        getServer().getThreadPool().execute(() -> pass(whole, response, after));
      } catch (RejectedExecutionException stopping) {
        callback.failed(stopping);
      }
    }
  }

  /** A request whose body is there. */
  private static final class Whole extends Request.Wrapper {

    private Content.@Nullable Chunk body;

    Whole(Request request, Content.Chunk body) {
      super(request);
      this.body = body;
    }

    @Override
    public Content.Chunk read() {
      var chunk = body;
      if (chunk == null || !Content.Chunk.isFailure(chunk)) {
        body = Content.Chunk.EOF;
      }
      return chunk == null ? Content.Chunk.EOF : chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
      demandCallback.run();
    }
  }

  /**
   * Takes some of a refused body after its answer, before the connection is closed: closing with
   * data unread resets it, and the caller might never see the answer.
   */
  private static final class Discard implements Callback, Invocable.Task {

    private final Request request;
    private final Callback callback;
    private int left = DISCARD_AT_MOST;

    Discard(Request request, Callback callback) {
      this.request = request;
      this.callback = callback;
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    @Override
    public void succeeded() {
      if (request.getHeaders().contains(HttpHeader.EXPECT)) {
        callback.succeeded();
      } else {
        run();
      }
    }

    @Override
    public void failed(Throwable failure) {
      callback.failed(failure);
    }

    @Override
    public void run() {
      while (left > 0) {
        var chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          break;
        }
        left -= chunk.remaining();
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
          break;
        }
      }
      callback.succeeded();
    }
  }
}
