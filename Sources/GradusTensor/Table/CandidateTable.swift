// Recorded from PyTorch by scripts/record_signatures.py.
// swift-format-ignore-file

/// How PyTorch's functions are called, where that decides the text of an error: one line per name.
/// `s`: several signatures, as messages list them; `p`: a function of Python; `n`: a method without arguments.
/// Names of methods begin with a dot.
enum CandidateTable {
    static let text = """
        ._clear_non_serializable_cached_data = p Tensor._clear_non_serializable_cached_data: self
        ._conj = n
        ._conj_physical = n
        ._dimI = n
        ._dimV = n
        ._fix_weakref = n
        ._indices = n
        ._is_all_true = n
        ._is_any_true = n
        ._is_view = n
        ._is_zerotensor = n
        ._lazy_clone = n
        ._neg_view = n
        ._nested_tensor_size = n
        ._nested_tensor_storage_offsets = n
        ._nested_tensor_strides = n
        ._nnz = n
        ._reduce_ex_internal = p Tensor._reduce_ex_internal: self, proto
        ._to_sparse = s (*, torch.layout layout = None, tuple of ints blocksize = None, int dense_dim = None)|(int sparse_dim)
        ._typed_storage = p Tensor._typed_storage: self
        ._use_count = n
        ._values = n
        .abs = n
        .abs_ = n
        .absolute = n
        .absolute_ = n
        .acos = n
        .acos_ = n
        .acosh = n
        .acosh_ = n
        .add = s (Tensor other, *, Number alpha = 1)
        .add_ = s (Tensor other, *, Number alpha = 1)
        .addbmm = s (Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1)
        .addbmm_ = s (Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1)
        .addcdiv = s (Tensor tensor1, Tensor tensor2, *, Number value = 1)
        .addcdiv_ = s (Tensor tensor1, Tensor tensor2, *, Number value = 1)
        .addcmul = s (Tensor tensor1, Tensor tensor2, *, Number value = 1)
        .addcmul_ = s (Tensor tensor1, Tensor tensor2, *, Number value = 1)
        .addmm = s (Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1)
        .addmm_ = s (Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1)
        .addmv = s (Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1)
        .addmv_ = s (Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1)
        .addr = s (Tensor vec1, Tensor vec2, *, Number beta = 1, Number alpha = 1)
        .addr_ = s (Tensor vec1, Tensor vec2, *, Number beta = 1, Number alpha = 1)
        .adjoint = n
        .all = s ()|(tuple of ints dim = None, bool keepdim = False)|(int dim, bool keepdim = False)
        .angle = n
        .any = s ()|(tuple of ints dim = None, bool keepdim = False)|(int dim, bool keepdim = False)
        .arccos = n
        .arccos_ = n
        .arccosh = n
        .arccosh_ = n
        .arcsin = n
        .arcsin_ = n
        .arcsinh = n
        .arcsinh_ = n
        .arctan = n
        .arctan_ = n
        .arctanh = n
        .arctanh_ = n
        .argsort = s (*, bool stable, int dim = -1, bool descending = False)|(int dim = -1, bool descending = False)
        .argwhere = n
        .asin = n
        .asin_ = n
        .asinh = n
        .asinh_ = n
        .atan = n
        .atan_ = n
        .atanh = n
        .atanh_ = n
        .backward = p Tensor.backward: self, gradient=, retain_graph=, create_graph=, inputs=
        .baddbmm = s (Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1)
        .baddbmm_ = s (Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1)
        .bernoulli = s (*, torch.Generator generator = None)|(float p, *, torch.Generator generator = None)
        .bernoulli_ = s (Tensor p, *, torch.Generator generator = None)|(float p = 0.5, *, torch.Generator generator = None)
        .bitwise_and = s (Tensor other)|(Number other)
        .bitwise_and_ = s (Tensor other)|(Number other)
        .bitwise_left_shift = s (Tensor other)|(Number other)
        .bitwise_left_shift_ = s (Tensor other)|(Number other)
        .bitwise_not = n
        .bitwise_not_ = n
        .bitwise_or = s (Tensor other)|(Number other)
        .bitwise_or_ = s (Tensor other)|(Number other)
        .bitwise_right_shift = s (Tensor other)|(Number other)
        .bitwise_right_shift_ = s (Tensor other)|(Number other)
        .bitwise_xor = s (Tensor other)|(Number other)
        .bitwise_xor_ = s (Tensor other)|(Number other)
        .ccol_indices = n
        .ceil = n
        .ceil_ = n
        .clamp = s (Tensor min = None, Tensor max = None)|(Number min = None, Number max = None)
        .clamp_ = s (Tensor min = None, Tensor max = None)|(Number min = None, Number max = None)
        .clamp_max = s (Tensor max)|(Number max)
        .clamp_max_ = s (Tensor max)|(Number max)
        .clamp_min = s (Tensor min)|(Number min)
        .clamp_min_ = s (Tensor min)|(Number min)
        .clip = s (Tensor min = None, Tensor max = None)|(Number min = None, Number max = None)
        .clip_ = s (Tensor min = None, Tensor max = None)|(Number min = None, Number max = None)
        .coalesce = n
        .col_indices = n
        .conj = n
        .conj_physical = n
        .conj_physical_ = n
        .const_data_ptr = n
        .copy_ = s (Tensor other, bool non_blocking = False)
        .copysign = s (Tensor other)|(Number other)
        .copysign_ = s (Tensor other)|(Number other)
        .corrcoef = n
        .cos = n
        .cos_ = n
        .cosh = n
        .cosh_ = n
        .count_nonzero = s (int dim = None)|(tuple of ints dim)
        .crow_indices = n
        .cuda = s (torch.device device = None, bool non_blocking = False, *, torch.memory_format memory_format = None)
        .data_ptr = n
        .deg2rad = n
        .deg2rad_ = n
        .dense_dim = n
        .dequantize = n
        .det = n
        .detach = n
        .detach_ = n
        .digamma = n
        .digamma_ = n
        .dim = n
        .dim_order = p Tensor.dim_order: self, *, ambiguity_check=
        .div = s (Tensor other)|(Tensor other, *, str rounding_mode)|(Number other, *, str rounding_mode)
        .div_ = s (Tensor other)|(Tensor other, *, str rounding_mode)|(Number other, *, str rounding_mode)
        .divide = s (Tensor other)|(Tensor other, *, str rounding_mode)|(Number other)|(Number other, *, str rounding_mode)
        .divide_ = s (Tensor other)|(Tensor other, *, str rounding_mode)|(Number other)|(Number other, *, str rounding_mode)
        .dsplit = s (int sections)|(tuple of ints indices)
        .eig = p Tensor.eig: self, eigenvectors=
        .element_size = n
        .eq = s (Tensor other)|(Number other)
        .eq_ = s (Tensor other)|(Number other)
        .erf = n
        .erf_ = n
        .erfc = n
        .erfc_ = n
        .erfinv = n
        .erfinv_ = n
        .exp = n
        .exp2 = n
        .exp2_ = n
        .exp_ = n
        .expm1 = n
        .expm1_ = n
        .fill_ = s (Tensor value)|(Number value)
        .fix = n
        .fix_ = n
        .fliplr = n
        .flipud = n
        .float_power = s (Tensor exponent)|(Number exponent)
        .float_power_ = s (Tensor exponent)|(Number exponent)
        .floor = n
        .floor_ = n
        .floor_divide = s (Tensor other)|(Number other)
        .floor_divide_ = s (Tensor other)|(Number other)
        .fmod = s (Tensor other)|(Number other)
        .fmod_ = s (Tensor other)|(Number other)
        .frac = n
        .frac_ = n
        .frexp = n
        .ge = s (Tensor other)|(Number other)
        .ge_ = s (Tensor other)|(Number other)
        .geqrf = n
        .get_device = n
        .greater = s (Tensor other)|(Number other)
        .greater_ = s (Tensor other)|(Number other)
        .greater_equal = s (Tensor other)|(Number other)
        .greater_equal_ = s (Tensor other)|(Number other)
        .gt = s (Tensor other)|(Number other)
        .gt_ = s (Tensor other)|(Number other)
        .histogram = s (Tensor bins, *, Tensor weight = None, bool density = False)|(int bins = 100, *, tuple of floats range = None, Tensor weight = None, bool density = False)
        .hsplit = s (int sections)|(tuple of ints indices)
        .i0 = n
        .i0_ = n
        .index = p Tensor.index: self, positions, dims
        .index_fill = s (int dim, Tensor index, Tensor value)|(int dim, Tensor index, Number value)
        .index_fill_ = s (int dim, Tensor index, Tensor value)|(int dim, Tensor index, Number value)
        .indices = n
        .int_repr = n
        .inverse = n
        .ipu = s (torch.device device = None, bool non_blocking = False, *, torch.memory_format memory_format = None)
        .is_coalesced = n
        .is_complex = n
        .is_conj = n
        .is_distributed = n
        .is_floating_point = n
        .is_inference = n
        .is_neg = n
        .is_nonzero = n
        .is_shared = p Tensor.is_shared: self
        .is_signed = n
        .isfinite = n
        .isinf = n
        .isnan = n
        .isneginf = n
        .isposinf = n
        .isreal = n
        .istft = p Tensor.istft: self, n_fft, hop_length=, win_length=, window=, center=, normalized=, onesided=, length=, return_complex=
        .item = n
        .le = s (Tensor other)|(Number other)
        .le_ = s (Tensor other)|(Number other)
        .lerp = s (Tensor end, Tensor weight)|(Tensor end, Number weight)
        .lerp_ = s (Tensor end, Tensor weight)|(Tensor end, Number weight)
        .less = s (Tensor other)|(Number other)
        .less_ = s (Tensor other)|(Number other)
        .less_equal = s (Tensor other)|(Number other)
        .less_equal_ = s (Tensor other)|(Number other)
        .lgamma = n
        .lgamma_ = n
        .log = n
        .log10 = n
        .log10_ = n
        .log1p = n
        .log1p_ = n
        .log2 = n
        .log2_ = n
        .log_ = n
        .logdet = n
        .logical_not = n
        .logical_not_ = n
        .lstsq = p Tensor.lstsq: self, other
        .lt = s (Tensor other)|(Number other)
        .lt_ = s (Tensor other)|(Number other)
        .lu = p Tensor.lu: self, pivot=, get_infos=
        .masked_fill = s (Tensor mask, Tensor value)|(Tensor mask, Number value)
        .masked_fill_ = s (Tensor mask, Tensor value)|(Tensor mask, Number value)
        .matrix_exp = n
        .max = s ()|(Tensor other)|(int dim, bool keepdim = False)
        .mean = s (*, torch.dtype dtype = None)|(tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)
        .median = s ()|(int dim, bool keepdim = False)
        .min = s ()|(Tensor other)|(int dim, bool keepdim = False)
        .module_load = p Tensor.module_load: self, other, assign=
        .moveaxis = s (int source, int destination)|(tuple of ints source, tuple of ints destination)
        .movedim = s (int source, int destination)|(tuple of ints source, tuple of ints destination)
        .msort = n
        .mtia = s (torch.device device = None, bool non_blocking = False, *, torch.memory_format memory_format = None)
        .mul = s (Tensor other)
        .mul_ = s (Tensor other)
        .multiply = s (Tensor other)|(Number other)
        .multiply_ = s (Tensor other)|(Number other)
        .nanmedian = s ()|(int dim, bool keepdim = False)
        .nanquantile = s (Tensor q, int dim = None, bool keepdim = False, *, str interpolation = "linear")|(float q, int dim = None, bool keepdim = False, *, str interpolation = "linear")
        .narrow = s (int dim, Tensor start, int length)|(int dim, int start, int length)
        .ndimension = n
        .ne = s (Tensor other)|(Number other)
        .ne_ = s (Tensor other)|(Number other)
        .neg = n
        .neg_ = n
        .negative = n
        .negative_ = n
        .nelement = n
        .new = s (*, torch.device device = None)|(torch.Storage storage)|(Tensor other)|(tuple of ints size, *, torch.device device = None)|(object data, *, torch.device device = None)
        .nonzero = s ()|(*, bool as_tuple)
        .norm = p Tensor.norm: self, p=, dim=, keepdim=, dtype=
        .not_equal = s (Tensor other)|(Number other)
        .not_equal_ = s (Tensor other)|(Number other)
        .numel = n
        .positive = n
        .pow = s (Tensor exponent)|(Number exponent)
        .pow_ = s (Tensor exponent)|(Number exponent)
        .prod = s (*, torch.dtype dtype = None)|(int dim, bool keepdim = False, *, torch.dtype dtype = None)
        .q_per_channel_axis = n
        .q_per_channel_scales = n
        .q_per_channel_zero_points = n
        .q_scale = n
        .q_zero_point = n
        .qscheme = n
        .quantile = s (Tensor q, int dim = None, bool keepdim = False, *, str interpolation = "linear")|(float q, int dim = None, bool keepdim = False, *, str interpolation = "linear")
        .rad2deg = n
        .rad2deg_ = n
        .random_ = s (*, torch.Generator generator = None)|(int from, int to, *, torch.Generator generator = None)|(int to, *, torch.Generator generator = None)
        .ravel = n
        .reciprocal = n
        .reciprocal_ = n
        .register_hook = p Tensor.register_hook: self, hook
        .register_post_accumulate_grad_hook = p Tensor.register_post_accumulate_grad_hook: self, hook
        .reinforce = p Tensor.reinforce: self, reward
        .relu = n
        .relu_ = n
        .remainder = s (Tensor other)|(Number other)
        .remainder_ = s (Tensor other)|(Number other)
        .repeat_interleave = s (Tensor repeats, int dim = None, *, int output_size = None)|(int repeats, int dim = None, *, int output_size = None)
        .resize_as = p Tensor.resize_as: self, tensor
        .resolve_conj = n
        .resolve_neg = n
        .retain_grad = n
        .round = s ()|(*, int decimals)
        .round_ = s ()|(*, int decimals)
        .row_indices = n
        .rsqrt = n
        .rsqrt_ = n
        .scatter = s (int dim, Tensor index, Tensor src)|(int dim, Tensor index, Tensor src, *, str reduce)|(int dim, Tensor index, Number value)|(int dim, Tensor index, Number value, *, str reduce)
        .scatter_ = s (int dim, Tensor index, Tensor src)|(int dim, Tensor index, Tensor src, *, str reduce)|(int dim, Tensor index, Number value)|(int dim, Tensor index, Number value, *, str reduce)
        .set_ = s ()|(torch.Storage source)|(torch.Storage source, int storage_offset, tuple of ints size, tuple of ints stride = None)|(Tensor source)|(Tensor source, int storage_offset, tuple of ints size, tuple of ints stride = None)
        .sgn = n
        .sgn_ = n
        .share_memory_ = p Tensor.share_memory_: self
        .sigmoid = n
        .sigmoid_ = n
        .sign = n
        .sign_ = n
        .signbit = n
        .sin = n
        .sin_ = n
        .sinc = n
        .sinc_ = n
        .sinh = n
        .sinh_ = n
        .slogdet = n
        .solve = p Tensor.solve: self, other
        .sort = s (*, bool stable, int dim = -1, bool descending = False)|(int dim = -1, bool descending = False)
        .sparse_dim = n
        .split = p Tensor.split: self, split_size, dim=
        .sqrt = n
        .sqrt_ = n
        .square = n
        .square_ = n
        .squeeze = s ()|(int dim)|(tuple of ints dim)
        .squeeze_ = s ()|(int dim)|(tuple of ints dim)
        .sspaddmm = s (Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1)
        .std = s (tuple of ints dim, bool unbiased = True, bool keepdim = False)|(tuple of ints dim = None, *, Number correction = None, bool keepdim = False)|(bool unbiased = True)
        .stft = p Tensor.stft: self, n_fft, hop_length=, win_length=, window=, center=, pad_mode=, normalized=, onesided=, return_complex=, align_to_window=
        .storage = p Tensor.storage: self
        .storage_offset = n
        .storage_type = p Tensor.storage_type: self
        .sub = s (Tensor other, *, Number alpha = 1)
        .sub_ = s (Tensor other, *, Number alpha = 1)
        .subtract = s (Tensor other, *, Number alpha = 1)|(Number other, Number alpha = 1)
        .subtract_ = s (Tensor other, *, Number alpha = 1)|(Number other, Number alpha = 1)
        .sum = s (*, torch.dtype dtype = None)|(tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None)
        .swapaxes = s (int axis0, int axis1)
        .swapdims = s (int dim0, int dim1)
        .symeig = p Tensor.symeig: self, eigenvectors=
        .t = n
        .t_ = n
        .tan = n
        .tan_ = n
        .tanh = n
        .tanh_ = n
        .tensor_split = s (tuple of ints indices, int dim = 0)|(Tensor tensor_indices_or_sections, int dim = 0)|(int sections, int dim = 0)
        .to = s (torch.device device = None, torch.dtype dtype = None, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)|(torch.dtype dtype, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)|(Tensor tensor, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)
        .to_sparse = s (*, torch.layout layout = None, tuple of ints blocksize = None, int dense_dim = None)|(int sparse_dim)
        .to_sparse_coo = p Tensor.to_sparse_coo: self
        .tolist = n
        .trace = n
        .true_divide = s (Tensor other)|(Number other)
        .true_divide_ = s (Tensor other)|(Number other)
        .trunc = n
        .trunc_ = n
        .type = s (object dtype = None, bool non_blocking = False, *, torch.memory_format memory_format = None)
        .unflatten = p Tensor.unflatten: self, dim, sizes
        .unique = p Tensor.unique: self, sorted=, return_inverse=, return_counts=, dim=
        .unique_consecutive = p Tensor.unique_consecutive: self, return_inverse=, return_counts=, dim=
        .untyped_storage = n
        .values = n
        .var = s (tuple of ints dim, bool unbiased = True, bool keepdim = False)|(tuple of ints dim = None, *, Number correction = None, bool keepdim = False)|(bool unbiased = True)
        .view = s (torch.dtype dtype)|(tuple of ints size)
        .vsplit = s (int sections)|(tuple of ints indices)
        .where = s (Tensor condition, Tensor other)|(Tensor condition, Number other)
        .xlogy = s (Tensor other)|(Number other)
        .xlogy_ = s (Tensor other)|(Number other)
        .xpu = s (torch.device device = None, bool non_blocking = False, *, torch.memory_format memory_format = None)
        .zero_ = n
        F._adaptive_max_pool1d = p _adaptive_max_pool1d: input, output_size, return_indices=
        F._adaptive_max_pool2d = p _adaptive_max_pool2d: input, output_size, return_indices=
        F._adaptive_max_pool3d = p _adaptive_max_pool3d: input, output_size, return_indices=
        F._canonical_mask = p _canonical_mask: mask, mask_name, other_type, other_name, target_type, check_other=
        F._check_key_padding_mask = p _check_key_padding_mask: key_padding_mask, src_len, bsz
        F._check_unpool_output_size = p _check_unpool_output_size: output_size, dim
        F._enum_list_as_int_list = p _enum_list_as_int_list: l
        F._expand_single_value = p _expand_single_value: v
        F._fractional_max_pool2d = p _fractional_max_pool2d: input, kernel_size, output_size=, output_ratio=, return_indices=, _random_samples=
        F._fractional_max_pool3d = p _fractional_max_pool3d: input, kernel_size, output_size=, output_ratio=, return_indices=, _random_samples=
        F._get_softmax_dim = p _get_softmax_dim: name, ndim, stacklevel
        F._in_projection = p _in_projection: q, k, v, w_q, w_k, w_v, b_q=, b_k=, b_v=
        F._in_projection_packed = p _in_projection_packed: q, k, v, w, b=
        F._is_integer = p _is_integer: x
        F._jit_unused = p unused: fn
        F._list_or_empty = p _list_or_empty: l
        F._max_pool1d = p _max_pool1d: input, kernel_size, stride=, padding=, dilation=, ceil_mode=, return_indices=
        F._max_pool2d = p _max_pool2d: input, kernel_size, stride=, padding=, dilation=, ceil_mode=, return_indices=
        F._max_pool3d = p _max_pool3d: input, kernel_size, stride=, padding=, dilation=, ceil_mode=, return_indices=
        F._mha_shape_check = p _mha_shape_check: query, key, value, key_padding_mask, attn_mask, num_heads
        F._no_grad_embedding_renorm_ = p _no_grad_embedding_renorm_: weight, input, max_norm, norm_type
        F._none_or_dtype = p _none_or_dtype: input
        F._overload = p _overload: func
        F._threshold = p _threshold: input, threshold, value, inplace=
        F._unpool_output_size = p _unpool_output_size: input, kernel_size, stride, padding, output_size
        F._verify_batch_size = p _verify_batch_size: size
        F._verify_spatial_size = p _verify_spatial_size: size
        F.adaptive_avg_pool2d = p adaptive_avg_pool2d: input, output_size
        F.adaptive_avg_pool3d = p adaptive_avg_pool3d: input, output_size
        F.adaptive_max_pool1d_with_indices = p adaptive_max_pool1d_with_indices: input, output_size, return_indices=
        F.adaptive_max_pool2d_with_indices = p adaptive_max_pool2d_with_indices: input, output_size, return_indices=
        F.adaptive_max_pool3d_with_indices = p adaptive_max_pool3d_with_indices: input, output_size, return_indices=
        F.affine_grid = p affine_grid: theta, size, align_corners=
        F.alpha_dropout = p alpha_dropout: input, p=, training=, inplace=
        F.assert_int_or_pair = p assert_int_or_pair: arg, arg_name, message
        F.batch_norm = p batch_norm: input, running_mean, running_var, weight=, bias=, training=, momentum=, eps=
        F.binary_cross_entropy = p binary_cross_entropy: input, target, weight=, size_average=, reduce=, reduction=
        F.binary_cross_entropy_with_logits = p binary_cross_entropy_with_logits: input, target, weight=, size_average=, reduce=, reduction=, pos_weight=
        F.boolean_dispatch = p boolean_dispatch: arg_name, arg_index, default, if_true, if_false, module_name, func_name
        F.celu = p celu: input, alpha=, inplace=
        F.conv1d = s (Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, tuple of ints padding = 0, tuple of ints dilation = 1, int groups = 1)|(Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, str padding = "valid", tuple of ints dilation = 1, int groups = 1)
        F.conv2d = s (Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, tuple of ints padding = 0, tuple of ints dilation = 1, int groups = 1)|(Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, str padding = "valid", tuple of ints dilation = 1, int groups = 1)
        F.conv3d = s (Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, tuple of ints padding = 0, tuple of ints dilation = 1, int groups = 1)|(Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, str padding = "valid", tuple of ints dilation = 1, int groups = 1)
        F.cosine_embedding_loss = p cosine_embedding_loss: input1, input2, target, margin=, size_average=, reduce=, reduction=
        F.cross_entropy = p cross_entropy: input, target, weight=, size_average=, ignore_index=, reduce=, reduction=, label_smoothing=
        F.ctc_loss = p ctc_loss: log_probs, targets, input_lengths, target_lengths, blank=, reduction=, zero_infinity=
        F.dropout = p dropout: input, p=, training=, inplace=
        F.dropout1d = p dropout1d: input, p=, training=, inplace=
        F.dropout2d = p dropout2d: input, p=, training=, inplace=
        F.dropout3d = p dropout3d: input, p=, training=, inplace=
        F.elu = p elu: input, alpha=, inplace=
        F.embedding = p embedding: input, weight, padding_idx=, max_norm=, norm_type=, scale_grad_by_freq=, sparse=
        F.embedding_bag = p embedding_bag: input, weight, offsets=, max_norm=, norm_type=, scale_grad_by_freq=, mode=, sparse=, per_sample_weights=, include_last_offset=, padding_idx=
        F.feature_alpha_dropout = p feature_alpha_dropout: input, p=, training=, inplace=
        F.fold = p fold: input, output_size, kernel_size, dilation=, padding=, stride=
        F.fractional_max_pool2d_with_indices = p fractional_max_pool2d_with_indices: input, kernel_size, output_size=, output_ratio=, return_indices=, _random_samples=
        F.fractional_max_pool3d_with_indices = p fractional_max_pool3d_with_indices: input, kernel_size, output_size=, output_ratio=, return_indices=, _random_samples=
        F.gaussian_nll_loss = p gaussian_nll_loss: input, target, var, full=, eps=, reduction=
        F.glu = p glu: input, dim=
        F.grid_sample = p grid_sample: input, grid, mode=, padding_mode=, align_corners=
        F.group_norm = p group_norm: input, num_groups, weight=, bias=, eps=
        F.grouped_mm = p grouped_mm: mat_a, mat_b, *, offs=, bias=, out_dtype=
        F.gumbel_softmax = p gumbel_softmax: logits, tau=, hard=, eps=, dim=
        F.hardsigmoid = p hardsigmoid: input, inplace=
        F.hardswish = p hardswish: input, inplace=
        F.hardtanh = p hardtanh: input, min_val=, max_val=, inplace=
        F.hinge_embedding_loss = p hinge_embedding_loss: input, target, margin=, size_average=, reduce=, reduction=
        F.huber_loss = p huber_loss: input, target, reduction=, delta=, weight=
        F.instance_norm = p instance_norm: input, running_mean=, running_var=, weight=, bias=, use_input_stats=, momentum=, eps=
        F.interpolate = p interpolate: input, size=, scale_factor=, mode=, align_corners=, recompute_scale_factor=, antialias=
        F.kl_div = p kl_div: input, target, size_average=, reduce=, reduction=, log_target=
        F.l1_loss = p l1_loss: input, target, size_average=, reduce=, reduction=, weight=
        F.layer_norm = p layer_norm: input, normalized_shape, weight=, bias=, eps=
        F.leaky_relu = p leaky_relu: input, negative_slope=, inplace=
        F.linear_cross_entropy = p linear_cross_entropy: input, linear_weight, target, *, linear_bias=, weight=, reduction=, ignore_index=, label_smoothing=, options=
        F.local_response_norm = p local_response_norm: input, size, alpha=, beta=, k=
        F.log_softmax = p log_softmax: input, dim=, _stacklevel=, dtype=
        F.lp_pool1d = p lp_pool1d: input, norm_type, kernel_size, stride=, ceil_mode=
        F.lp_pool2d = p lp_pool2d: input, norm_type, kernel_size, stride=, ceil_mode=
        F.lp_pool3d = p lp_pool3d: input, norm_type, kernel_size, stride=, ceil_mode=
        F.margin_ranking_loss = p margin_ranking_loss: input1, input2, target, margin=, size_average=, reduce=, reduction=
        F.max_pool1d_with_indices = p max_pool1d_with_indices: input, kernel_size, stride=, padding=, dilation=, ceil_mode=, return_indices=
        F.max_pool2d_with_indices = p max_pool2d_with_indices: input, kernel_size, stride=, padding=, dilation=, ceil_mode=, return_indices=
        F.max_pool3d_with_indices = p max_pool3d_with_indices: input, kernel_size, stride=, padding=, dilation=, ceil_mode=, return_indices=
        F.max_unpool1d = p max_unpool1d: input, indices, kernel_size, stride=, padding=, output_size=
        F.max_unpool2d = p max_unpool2d: input, indices, kernel_size, stride=, padding=, output_size=
        F.max_unpool3d = p max_unpool3d: input, indices, kernel_size, stride=, padding=, output_size=
        F.mish = p mish: input, inplace=
        F.mse_loss = p mse_loss: input, target, size_average=, reduce=, reduction=, weight=
        F.multi_head_attention_forward = p multi_head_attention_forward: query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p, out_proj_weight, out_proj_bias, training=, key_padding_mask=, need_weights=, attn_mask=, use_separate_proj_weight=, q_proj_weight=, k_proj_weight=, v_proj_weight=, static_k=, static_v=, average_attn_weights=, is_causal=
        F.multi_margin_loss = p multi_margin_loss: input, target, p=, margin=, weight=, size_average=, reduce=, reduction=
        F.multilabel_margin_loss = p multilabel_margin_loss: input, target, size_average=, reduce=, reduction=
        F.multilabel_soft_margin_loss = p multilabel_soft_margin_loss: input, target, weight=, size_average=, reduce=, reduction=
        F.nll_loss = p nll_loss: input, target, weight=, size_average=, ignore_index=, reduce=, reduction=
        F.normalize = p normalize: input, p=, dim=, eps=, out=
        F.pad = p pad: input, pad, mode=, value=
        F.poisson_nll_loss = p poisson_nll_loss: input, target, log_input=, full=, size_average=, eps=, reduce=, reduction=
        F.relu = p relu: input, inplace=
        F.relu6 = p relu6: input, inplace=
        F.rms_norm = p rms_norm: input, normalized_shape, weight=, eps=
        F.rrelu = p rrelu: input, lower=, upper=, training=, inplace=
        F.scaled_grouped_mm = p scaled_grouped_mm: mat_a, mat_b, scale_a, scale_recipe_a, scale_b, scale_recipe_b, swizzle_a=, swizzle_b=, bias=, offs=, output_dtype=, contraction_dim=, use_fast_accum=
        F.scaled_mm = p scaled_mm: mat_a, mat_b, scale_a, scale_recipe_a, scale_b, scale_recipe_b, swizzle_a=, swizzle_b=, bias=, output_dtype=, contraction_dim=, use_fast_accum=
        F.selu = p selu: input, inplace=
        F.sigmoid = p sigmoid: input
        F.silu = p silu: input, inplace=
        F.smooth_l1_loss = p smooth_l1_loss: input, target, size_average=, reduce=, reduction=, beta=
        F.soft_margin_loss = p soft_margin_loss: input, target, size_average=, reduce=, reduction=
        F.softmax = p softmax: input, dim=, _stacklevel=, dtype=
        F.softmin = p softmin: input, dim=, _stacklevel=, dtype=
        F.softsign = p softsign: input
        F.tanh = p tanh: input
        F.tanhshrink = p tanhshrink: input
        F.threshold = p _threshold: input, threshold, value, inplace=
        F.triplet_margin_loss = p triplet_margin_loss: anchor, positive, negative, margin=, p=, eps=, swap=, size_average=, reduce=, reduction=
        F.triplet_margin_with_distance_loss = p triplet_margin_with_distance_loss: anchor, positive, negative, *, distance_function=, margin=, swap=, reduction=
        F.unfold = p unfold: input, kernel_size, dilation=, padding=, stride=
        F.upsample = p upsample: input, size=, scale_factor=, mode=, align_corners=
        F.upsample_bilinear = p upsample_bilinear: input, size=, scale_factor=
        F.upsample_nearest = p upsample_nearest: input, size=, scale_factor=
        _add_relu = s (Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)|(Tensor input, Number other, Number alpha = 1)
        _add_relu_ = s (Tensor input, Tensor other, *, Number alpha = 1)|(Tensor input, Number other, Number alpha = 1)
        _aminmax = s (Tensor input)|(Tensor input, int dim, bool keepdim = False)
        _assert_async = s (Tensor input)|(Tensor input, str assert_msg)
        _convolution = s (Tensor input, Tensor weight, Tensor bias, tuple of ints stride, tuple of ints padding, tuple of ints dilation, bool transposed, tuple of ints output_padding, int groups, bool benchmark, bool deterministic, bool cudnn_enabled)|(Tensor input, Tensor weight, Tensor bias, tuple of ints stride, tuple of ints padding, tuple of ints dilation, bool transposed, tuple of ints output_padding, int groups, bool benchmark, bool deterministic, bool cudnn_enabled, bool allow_tf32)
        _ctc_loss = s (Tensor log_probs, Tensor targets, tuple of ints input_lengths, tuple of ints target_lengths, int blank = 0, bool zero_infinity = False)|(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank = 0, bool zero_infinity = False)
        _cudnn_ctc_loss = s (Tensor log_probs, Tensor targets, tuple of ints input_lengths, tuple of ints target_lengths, int blank, bool deterministic, bool zero_infinity)|(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity)
        _foreach_add = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, Tensor other, *, Number alpha = 1)|(tuple of Tensors self, tuple of Tensors other, *, Number alpha = 1)
        _foreach_add_ = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, Tensor other, *, Number alpha = 1)|(tuple of Tensors self, tuple of Tensors other, *, Number alpha = 1)
        _foreach_addcdiv = s (tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Tensor scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Number value = 1)
        _foreach_addcdiv_ = s (tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Tensor scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Number value = 1)
        _foreach_addcmul = s (tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Tensor scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Number value = 1)
        _foreach_addcmul_ = s (tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Tensor scalars)|(tuple of Tensors self, tuple of Tensors tensor1, tuple of Tensors tensor2, Number value = 1)
        _foreach_clamp_max = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_clamp_max_ = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_clamp_min = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_clamp_min_ = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_div = s (tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, Tensor other)|(tuple of Tensors self, tuple of Tensors other)|(tuple of Tensors self, Number scalar)
        _foreach_div_ = s (tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, Tensor other)|(tuple of Tensors self, tuple of Tensors other)|(tuple of Tensors self, Number scalar)
        _foreach_lerp = s (tuple of Tensors self, tuple of Tensors tensors1, Number weight)|(tuple of Tensors self, tuple of Tensors tensors1, tuple of Scalars weight)|(tuple of Tensors self, tuple of Tensors tensors1, tuple of Tensors weights)
        _foreach_lerp_ = s (tuple of Tensors self, tuple of Tensors tensors1, Number weight)|(tuple of Tensors self, tuple of Tensors tensors1, tuple of Scalars weight)|(tuple of Tensors self, tuple of Tensors tensors1, tuple of Tensors weights)
        _foreach_maximum = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_maximum_ = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_minimum = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_minimum_ = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other)
        _foreach_mul = s (tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, Tensor other)|(tuple of Tensors self, tuple of Tensors other)|(tuple of Tensors self, Number scalar)
        _foreach_mul_ = s (tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, Tensor other)|(tuple of Tensors self, tuple of Tensors other)|(tuple of Tensors self, Number scalar)
        _foreach_pow = s (Number self, tuple of Tensors exponent)|(tuple of Tensors self, Number exponent)|(tuple of Tensors self, tuple of Scalars exponent)|(tuple of Tensors self, tuple of Tensors exponent)
        _foreach_pow_ = s (tuple of Tensors self, Number exponent)|(tuple of Tensors self, tuple of Scalars exponent)|(tuple of Tensors self, tuple of Tensors exponent)
        _foreach_sub = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other, *, Number alpha = 1)
        _foreach_sub_ = s (tuple of Tensors self, Number scalar)|(tuple of Tensors self, tuple of Scalars scalars)|(tuple of Tensors self, tuple of Tensors other, *, Number alpha = 1)
        _fused_adagrad_ = s (tuple of Tensors self, tuple of Tensors grads, tuple of Tensors state_sums, tuple of Tensors state_steps, *, Tensor lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor grad_scale = None, Tensor found_inf = None)|(tuple of Tensors self, tuple of Tensors grads, tuple of Tensors state_sums, tuple of Tensors state_steps, *, float lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor grad_scale = None, Tensor found_inf = None)
        _fused_adam_ = s (tuple of Tensors self, tuple of Tensors grads, tuple of Tensors exp_avgs, tuple of Tensors exp_avg_sqs, tuple of Tensors max_exp_avg_sqs, tuple of Tensors state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor grad_scale = None, Tensor found_inf = None)|(tuple of Tensors self, tuple of Tensors grads, tuple of Tensors exp_avgs, tuple of Tensors exp_avg_sqs, tuple of Tensors max_exp_avg_sqs, tuple of Tensors state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor grad_scale = None, Tensor found_inf = None)
        _fused_adamw_ = s (tuple of Tensors self, tuple of Tensors grads, tuple of Tensors exp_avgs, tuple of Tensors exp_avg_sqs, tuple of Tensors max_exp_avg_sqs, tuple of Tensors state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor grad_scale = None, Tensor found_inf = None)|(tuple of Tensors self, tuple of Tensors grads, tuple of Tensors exp_avgs, tuple of Tensors exp_avg_sqs, tuple of Tensors max_exp_avg_sqs, tuple of Tensors state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor grad_scale = None, Tensor found_inf = None)
        _fused_sgd_ = s (tuple of Tensors self, tuple of Tensors grads, tuple of Tensors momentum_buffer_list, *, float weight_decay, float momentum, Tensor lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor grad_scale = None, Tensor found_inf = None)|(tuple of Tensors self, tuple of Tensors grads, tuple of Tensors momentum_buffer_list, *, float weight_decay, float momentum, float lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor grad_scale = None, Tensor found_inf = None)
        _native_batch_norm_legit = s (Tensor input, Tensor weight, Tensor bias, Tensor running_mean, Tensor running_var, bool training, float momentum, float eps, *, tuple of Tensors out = None)|(Tensor input, Tensor weight, Tensor bias, bool training, float momentum, float eps, *, tuple of Tensors out = None)
        _scaled_dot_product_flash_attention = s (Tensor query, Tensor key, Tensor value, Tensor q_descale, Tensor k_descale, Tensor v_descale, float dropout_p = 0.0, bool is_causal = False, bool return_debug_mask = False, *, float scale = None)|(Tensor query, Tensor key, Tensor value, float dropout_p = 0.0, bool is_causal = False, bool return_debug_mask = False, *, float scale = None)
        _sparse_sum = s (Tensor input)|(Tensor input, *, torch.dtype dtype)|(Tensor input, tuple of ints dim)|(Tensor input, tuple of ints dim, *, torch.dtype dtype)
        _test_autograd_multiple_dispatch = s (Tensor input)|(Tensor input, bool b)
        _use_cudnn_ctc_loss = s (Tensor log_probs, Tensor targets, tuple of ints input_lengths, tuple of ints target_lengths, int blank)|(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank)
        _use_miopen_ctc_loss = s (Tensor log_probs, Tensor targets, tuple of ints input_lengths, tuple of ints target_lengths, int blank)|(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank)
        add = s (Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)
        addbmm = s (Tensor input, Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        addcdiv = s (Tensor input, Tensor tensor1, Tensor tensor2, *, Number value = 1, Tensor out = None)
        addcmul = s (Tensor input, Tensor tensor1, Tensor tensor2, *, Number value = 1, Tensor out = None)
        addmm = s (Tensor input, Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1, Tensor out = None)|(Tensor input, Tensor mat1, Tensor mat2, torch.dtype out_dtype, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        addmv = s (Tensor input, Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        addmv_ = s (Tensor input, Tensor mat, Tensor vec, *, Number beta = 1, Number alpha = 1)
        addr = s (Tensor input, Tensor vec1, Tensor vec2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        all = s (Tensor input, *, Tensor out = None)|(Tensor input, tuple of ints dim = None, bool keepdim = False, *, Tensor out = None)|(Tensor input, int dim, bool keepdim = False, *, Tensor out = None)
        any = s (Tensor input, *, Tensor out = None)|(Tensor input, tuple of ints dim = None, bool keepdim = False, *, Tensor out = None)|(Tensor input, int dim, bool keepdim = False, *, Tensor out = None)
        arange = s (Number end, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Number start, Number end, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Number start, Number end, Number step = 1, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        argsort = s (Tensor input, *, bool stable, int dim = -1, bool descending = False, Tensor out = None)|(Tensor input, int dim = -1, bool descending = False)
        autocast_decrement_nesting = n
        autocast_increment_nesting = n
        baddbmm = s (Tensor input, Tensor batch1, Tensor batch2, *, Number beta = 1, Number alpha = 1, Tensor out = None)|(Tensor input, Tensor batch1, Tensor batch2, torch.dtype out_dtype, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        bartlett_window = s (int window_length, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        bernoulli = s (Tensor input, *, torch.Generator generator = None, Tensor out = None)|(Tensor input, float p, *, torch.Generator generator = None)
        bitwise_and = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other)|(Tensor input, Number other, *, Tensor out = None)
        bitwise_left_shift = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other)|(Tensor input, Number other, *, Tensor out = None)
        bitwise_or = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other)|(Tensor input, Number other, *, Tensor out = None)
        bitwise_right_shift = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other)|(Tensor input, Number other, *, Tensor out = None)
        bitwise_xor = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other)|(Tensor input, Number other, *, Tensor out = None)
        blackman_window = s (int window_length, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        bmm = s (Tensor input, Tensor mat2, *, Tensor out = None)|(Tensor input, Tensor mat2, torch.dtype out_dtype, *, Tensor out = None)
        bucketize = s (Tensor input, Tensor boundaries, *, bool out_int32 = False, bool right = False, Tensor out = None)|(Number self, Tensor boundaries, *, bool out_int32 = False, bool right = False)
        cdist = p cdist: x1, x2, p=, compute_mode=
        clamp = s (Tensor input, Tensor min = None, Tensor max = None, *, Tensor out = None)|(Tensor input, Number min = None, Number max = None, *, Tensor out = None)
        clamp_ = s (Tensor input, Tensor min = None, Tensor max = None)|(Tensor input, Number min = None, Number max = None)
        clamp_max = s (Tensor input, Tensor max, *, Tensor out = None)|(Tensor input, Number max, *, Tensor out = None)
        clamp_max_ = s (Tensor input, Tensor max)|(Tensor input, Number max)
        clamp_min = s (Tensor input, Tensor min, *, Tensor out = None)|(Tensor input, Number min, *, Tensor out = None)
        clamp_min_ = s (Tensor input, Tensor min)|(Tensor input, Number min)
        clear_autocast_cache = n
        clip = s (Tensor input, Tensor min = None, Tensor max = None, *, Tensor out = None)|(Tensor input, Number min = None, Number max = None, *, Tensor out = None)
        clip_ = s (Tensor input, Tensor min = None, Tensor max = None)|(Tensor input, Number min = None, Number max = None)
        conv1d = s (Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, tuple of ints padding = 0, tuple of ints dilation = 1, int groups = 1)|(Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, str padding = "valid", tuple of ints dilation = 1, int groups = 1)
        conv2d = s (Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, tuple of ints padding = 0, tuple of ints dilation = 1, int groups = 1)|(Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, str padding = "valid", tuple of ints dilation = 1, int groups = 1)
        conv3d = s (Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, tuple of ints padding = 0, tuple of ints dilation = 1, int groups = 1)|(Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1, str padding = "valid", tuple of ints dilation = 1, int groups = 1)
        copysign = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        count_nonzero = s (Tensor input, int dim = None)|(Tensor input, tuple of ints dim)
        ctc_loss = s (Tensor log_probs, Tensor targets, tuple of ints input_lengths, tuple of ints target_lengths, int blank = 0, int reduction = at::Reduction::Mean, bool zero_infinity = False)|(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank = 0, int reduction = at::Reduction::Mean, bool zero_infinity = False)
        cumulative_trapezoid = s (Tensor y, Tensor x, *, int dim = -1)|(Tensor y, *, Number dx = 1, int dim = -1)
        dequantize = s (Tensor input)|(tuple of Tensors tensors)
        div = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Tensor other, *, str rounding_mode, Tensor out = None)|(Tensor input, Number other, *, str rounding_mode)
        divide = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Tensor other, *, str rounding_mode, Tensor out = None)|(Tensor input, Number other)|(Tensor input, Number other, *, str rounding_mode)
        dsmm = s (Tensor input, Tensor mat2, *, Tensor out = None)|(Tensor input, Tensor mat2, torch.dtype out_dtype, *, Tensor out = None)
        dsplit = s (Tensor input, int sections)|(Tensor input, tuple of ints indices)
        embedding_bag = s (Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor per_sample_weights, bool include_last_offset, int padding_idx)|(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq = False, int mode = 0, bool sparse = False, Tensor per_sample_weights = None, bool include_last_offset = False)
        eq = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        eye = s (int n, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int n, int m, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        fake_quantize_per_tensor_affine = s (Tensor input, Tensor scale, Tensor zero_point, int quant_min, int quant_max)|(Tensor input, float scale, int zero_point, int quant_min, int quant_max)
        fbgemm_linear_fp16_weight = s (Tensor input, Tensor packed_weight, Tensor bias)|(Tensor input, Tensor packed_weight, Tensor bias, Tensor output)
        fbgemm_linear_fp16_weight_fp32_activation = s (Tensor input, Tensor packed_weight, Tensor bias)|(Tensor input, Tensor packed_weight, Tensor bias, Tensor output)
        fbgemm_pack_quantized_matrix = s (Tensor input)|(Tensor input, int K, int N)
        fill = s (Tensor input, Tensor value)|(Tensor input, Number value)
        fill_ = s (Tensor input, Tensor value)|(Tensor input, Number value)
        float_power = s (Tensor input, Tensor exponent, *, Tensor out = None)|(Number self, Tensor exponent, *, Tensor out = None)|(Tensor input, Number exponent, *, Tensor out = None)
        floor_divide = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other)
        fmod = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        ge = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        get_autocast_cpu_dtype = n
        get_autocast_gpu_dtype = n
        get_autocast_ipu_dtype = n
        get_autocast_xla_dtype = n
        get_default_dtype = n
        get_num_interop_threads = n
        get_num_threads = n
        gradient = s (Tensor input, *, tuple of ints dim, int edge_order = 1)|(Tensor input, *, Number spacing, tuple of ints dim, int edge_order = 1)|(Tensor input, *, Number spacing = None, int dim = None, int edge_order = 1)|(Tensor input, *, tuple of Scalars spacing, int dim = None, int edge_order = 1)|(Tensor input, *, tuple of Scalars spacing, tuple of ints dim, int edge_order = 1)|(Tensor input, *, tuple of Tensors spacing, int dim = None, int edge_order = 1)|(Tensor input, *, tuple of Tensors spacing, tuple of ints dim, int edge_order = 1)
        greater = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        greater_equal = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        gru = s (Tensor data, Tensor batch_sizes, Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional)|(Tensor input, Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first)
        gt = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        hamming_window = s (int window_length, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, float alpha, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, float alpha, float beta, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        hann_window = s (int window_length, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        histogram = s (Tensor input, Tensor bins, *, Tensor weight = None, bool density = False, tuple of Tensors out = None)|(Tensor input, int bins = 100, *, tuple of floats range = None, Tensor weight = None, bool density = False, tuple of Tensors out = None)
        histogramdd = s (Tensor input, int bins, tuple of floats range = None, Tensor weight = None, bool density = False)|(Tensor input, tuple of ints bins, tuple of floats range = None, Tensor weight = None, bool density = False)|(Tensor input, tuple of Tensors bins, tuple of floats range = None, Tensor weight = None, bool density = False)
        hsplit = s (Tensor input, int sections)|(Tensor input, tuple of ints indices)
        index_fill = s (Tensor input, int dim, Tensor index, Tensor value)|(Tensor input, int dim, Tensor index, Number value)
        init._calculate_correct_fan = p _calculate_correct_fan: tensor, mode
        init._calculate_fan_in_and_fan_out = p _calculate_fan_in_and_fan_out: tensor
        init._make_deprecate = p _make_deprecate: meth
        init._no_grad_fill_ = p _no_grad_fill_: tensor, val
        init._no_grad_normal_ = p _no_grad_normal_: tensor, mean, std, generator=
        init._no_grad_trunc_normal_ = p _no_grad_trunc_normal_: tensor, mean, std, a, b, generator=
        init._no_grad_uniform_ = p _no_grad_uniform_: tensor, a, b, generator=
        init._no_grad_zero_ = p _no_grad_zero_: tensor
        init.calculate_gain = p calculate_gain: nonlinearity, param=
        init.constant_ = p constant_: tensor, val
        init.dirac_ = p dirac_: tensor, groups=
        init.eye_ = p eye_: tensor
        init.kaiming_normal_ = p kaiming_normal_: tensor, a=, mode=, nonlinearity=, generator=
        init.kaiming_uniform_ = p kaiming_uniform_: tensor, a=, mode=, nonlinearity=, generator=
        init.normal_ = p normal_: tensor, mean=, std=, generator=
        init.ones_ = p ones_: tensor
        init.orthogonal_ = p orthogonal_: tensor, gain=, generator=
        init.sparse_ = p sparse_: tensor, sparsity, std=, generator=
        init.trunc_normal_ = p trunc_normal_: tensor, mean=, std=, a=, b=, generator=
        init.uniform_ = p uniform_: tensor, a=, b=, generator=
        init.xavier_normal_ = p xavier_normal_: tensor, gain=, generator=
        init.xavier_uniform_ = p xavier_uniform_: tensor, gain=, generator=
        init.zeros_ = p zeros_: tensor
        is_anomaly_check_nan_enabled = n
        is_anomaly_enabled = n
        is_autocast_cache_enabled = n
        is_autocast_cpu_enabled = n
        is_autocast_enabled = s (str device_type)|()
        is_autocast_ipu_enabled = n
        is_autocast_xla_enabled = n
        is_grad_enabled = n
        is_inference_mode_enabled = n
        isin = s (Tensor elements, Tensor test_elements, *, bool assume_unique = False, bool invert = False, Tensor out = None)|(Number element, Tensor test_elements, *, bool assume_unique = False, bool invert = False, Tensor out = None)|(Tensor elements, Number test_element, *, bool assume_unique = False, bool invert = False, Tensor out = None)
        kaiser_window = s (int window_length, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int window_length, bool periodic, float beta, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        le = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        lerp = s (Tensor input, Tensor end, Tensor weight, *, Tensor out = None)|(Tensor input, Tensor end, Number weight, *, Tensor out = None)
        less = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        less_equal = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        linalg.cond = s (Tensor input, Number p = None, *, Tensor out = None)|(Tensor input, str p, *, Tensor out = None)
        linalg.matrix_norm = s (Tensor input, Number ord, tuple of ints dim = {-2,-1}, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)|(Tensor input, str ord = "fro", tuple of ints dim = {-2,-1}, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
        linalg.matrix_rank = s (Tensor input, *, Tensor atol = None, Tensor rtol = None, bool hermitian = False, Tensor out = None)|(Tensor input, *, float atol = None, float rtol = None, bool hermitian = False, Tensor out = None)|(Tensor input, Tensor tol, bool hermitian = False, *, Tensor out = None)|(Tensor input, float tol, bool hermitian = False, *, Tensor out = None)
        linalg.norm = s (Tensor input, Number ord = None, tuple of ints dim = None, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)|(Tensor input, str ord, tuple of ints dim = None, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
        linalg.pinv = s (Tensor input, *, Tensor atol = None, Tensor rtol = None, bool hermitian = False, Tensor out = None)|(Tensor input, *, float atol = None, float rtol = None, bool hermitian = False, Tensor out = None)|(Tensor input, Tensor rcond, bool hermitian = False, *, Tensor out = None)|(Tensor input, float rcond, bool hermitian = False, *, Tensor out = None)
        linspace = s (Tensor start, Tensor end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Number start, Tensor end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor start, Number end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Number start, Number end, int steps, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        logspace = s (Tensor start, Tensor end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Number start, Tensor end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor start, Number end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Number start, Number end, int steps, float base = 10.0, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        lstm = s (Tensor data, Tensor batch_sizes, tuple of Tensors hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional)|(Tensor input, tuple of Tensors hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first)
        lt = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        masked_fill = s (Tensor input, Tensor mask, Tensor value)|(Tensor input, Tensor mask, Number value)
        max = s (Tensor input, *, Tensor out = None)|(Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
        mean = s (Tensor input, *, torch.dtype dtype = None, Tensor out = None)|(Tensor input, tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
        median = s (Tensor input)|(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
        min = s (Tensor input, *, Tensor out = None)|(Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
        miopen_ctc_loss = s (Tensor log_probs, Tensor targets, tuple of ints input_lengths, tuple of ints target_lengths, int blank, bool deterministic, bool zero_infinity)|(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity)
        mm = s (Tensor input, Tensor mat2, *, Tensor out = None)|(Tensor input, Tensor mat2, torch.dtype out_dtype, *, Tensor out = None)
        moveaxis = s (Tensor input, int source, int destination)|(Tensor input, tuple of ints source, tuple of ints destination)
        movedim = s (Tensor input, int source, int destination)|(Tensor input, tuple of ints source, tuple of ints destination)
        mul = s (Tensor input, Tensor other, *, Tensor out = None)
        multiply = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other)
        nanmedian = s (Tensor input)|(Tensor input, int dim, bool keepdim = False, *, tuple of Tensors out = None)
        nanquantile = s (Tensor input, Tensor q, int dim = None, bool keepdim = False, *, str interpolation = "linear", Tensor out = None)|(Tensor input, float q, int dim = None, bool keepdim = False, *, str interpolation = "linear", Tensor out = None)
        narrow = s (Tensor input, int dim, Tensor start, int length)|(Tensor input, int dim, int start, int length)
        native_norm = s (Tensor input, Number p = 2)|(Tensor input, Number p, tuple of ints dim, bool keepdim, torch.dtype dtype)
        ne = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        norm = p norm: input, p=, dim=, keepdim=, out=, dtype=
        normal = s (Tensor mean, Tensor std, *, torch.Generator generator = None, Tensor out = None)|(Tensor mean, float std = 1, *, torch.Generator generator = None, Tensor out = None)|(float mean, Tensor std, *, torch.Generator generator = None, Tensor out = None)|(float mean, float std, tuple of ints size, *, torch.Generator generator = None, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        not_equal = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        nuclear_norm = s (Tensor input, tuple of ints dim, bool keepdim = False, *, Tensor out = None)|(Tensor input, bool keepdim = False, *, Tensor out = None)
        pow = s (Tensor input, Tensor exponent, *, Tensor out = None)|(Number self, Tensor exponent, *, Tensor out = None)|(Tensor input, Number exponent, *, Tensor out = None)
        prod = s (Tensor input, *, torch.dtype dtype = None)|(Tensor input, int dim, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
        quantile = s (Tensor input, Tensor q, int dim = None, bool keepdim = False, *, str interpolation = "linear", Tensor out = None)|(Tensor input, float q, int dim = None, bool keepdim = False, *, str interpolation = "linear", Tensor out = None)
        quantize_per_tensor = s (Tensor input, Tensor scale, Tensor zero_point, torch.dtype dtype)|(Tensor input, float scale, int zero_point, torch.dtype dtype)|(tuple of Tensors tensors, Tensor scales, Tensor zero_points, torch.dtype dtype)
        rand = s (tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        rand_like = s (Tensor input, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        randint = s (int high, tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int high, tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int low, int high, tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int low, int high, tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        randint_like = s (Tensor input, int low, int high, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, int low, int high, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, Tensor high, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, Tensor high, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, int high, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, int high, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        randn = s (tuple of ints size, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(tuple of ints size, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        randn_like = s (Tensor input, *, torch.Generator generator, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(Tensor input, *, torch.memory_format memory_format = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        randperm = s (int n, *, torch.Generator generator, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)|(int n, *, Tensor out = None, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False)
        remainder = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other)|(Tensor input, Number other, *, Tensor out = None)
        repeat_interleave = s (Tensor input, Tensor repeats, int dim = None, *, int output_size = None)|(Tensor repeats, *, int output_size = None)|(Tensor input, int repeats, int dim = None, *, int output_size = None)
        result_type = s (Tensor tensor, Tensor other)|(Number scalar, Tensor tensor)|(Tensor tensor, Number other)|(Number scalar1, Number scalar2)
        rnn_relu = s (Tensor data, Tensor batch_sizes, Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional)|(Tensor input, Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first)
        rnn_tanh = s (Tensor data, Tensor batch_sizes, Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional)|(Tensor input, Tensor hx, tuple of Tensors params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first)
        round = s (Tensor input, *, Tensor out = None)|(Tensor input, *, int decimals, Tensor out = None)
        round_ = s (Tensor input)|(Tensor input, *, int decimals)
        rsub = s (Tensor input, Tensor other, *, Number alpha = 1)|(Tensor input, Number other, Number alpha = 1)
        saddmm = s (Tensor input, Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        scatter = s (Tensor input, int dim, Tensor index, Tensor src, *, Tensor out = None)|(Tensor input, int dim, Tensor index, Tensor src, *, str reduce, Tensor out = None)|(Tensor input, int dim, Tensor index, Number value, *, Tensor out = None)|(Tensor input, int dim, Tensor index, Number value, *, str reduce, Tensor out = None)
        searchsorted = s (Tensor sorted_sequence, Tensor input, *, bool out_int32 = False, bool right = False, str side = None, Tensor sorter = None, Tensor out = None)|(Tensor sorted_sequence, Number self, *, bool out_int32 = False, bool right = False, str side = None, Tensor sorter = None, Tensor out = None)
        set_autocast_enabled = s (str device_type, bool enabled)|(bool enabled)
        sort = s (Tensor input, *, bool stable, int dim = -1, bool descending = False, tuple of Tensors out = None)|(Tensor input, int dim = -1, bool descending = False, *, tuple of Tensors out = None)
        sparse_bsc_tensor = s (object ccol_indices, object row_indices, object values, tuple of ints size, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)|(object ccol_indices, object row_indices, object values, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)
        sparse_bsr_tensor = s (object crow_indices, object col_indices, object values, tuple of ints size, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)|(object crow_indices, object col_indices, object values, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)
        sparse_compressed_tensor = s (object compressed_indices, object plain_indices, object values, tuple of ints size, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)|(object compressed_indices, object plain_indices, object values, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)
        sparse_coo_tensor = s (object indices, object values, *, torch.dtype dtype = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None, bool is_coalesced = None)|(object indices, object values, tuple of ints size, *, torch.dtype dtype = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None, bool is_coalesced = None)|(tuple of ints size, *, torch.dtype dtype = None, torch.device device = None, bool requires_grad = False, bool check_invariants = None)
        sparse_csc_tensor = s (object ccol_indices, object row_indices, object values, tuple of ints size, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)|(object ccol_indices, object row_indices, object values, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)
        sparse_csr_tensor = s (object crow_indices, object col_indices, object values, tuple of ints size, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)|(object crow_indices, object col_indices, object values, *, torch.dtype dtype = None, torch.layout layout = None, torch.device device = None, bool pin_memory = False, bool requires_grad = False, bool check_invariants = None)
        special.chebyshev_polynomial_t = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.chebyshev_polynomial_u = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.chebyshev_polynomial_v = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.chebyshev_polynomial_w = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.hermite_polynomial_h = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.hermite_polynomial_he = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.laguerre_polynomial_l = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.legendre_polynomial_p = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.shifted_chebyshev_polynomial_t = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.shifted_chebyshev_polynomial_u = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.shifted_chebyshev_polynomial_v = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.shifted_chebyshev_polynomial_w = s (Tensor x, Tensor n, *, Tensor out = None)|(Number x, Tensor n, *, Tensor out = None)|(Tensor x, Number n, *, Tensor out = None)
        special.xlog1py = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        special.xlogy = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        special.zeta = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        split = p split: tensor, split_size_or_sections, dim=
        spmm = s (Tensor input, Tensor mat2, *, Tensor out = None)|(Tensor input, Tensor mat2, torch.dtype out_dtype, *, Tensor out = None)
        squeeze = s (Tensor input)|(Tensor input, int dim)|(Tensor input, tuple of ints dim)
        squeeze_copy = s (Tensor input, *, Tensor out = None)|(Tensor input, int dim, *, Tensor out = None)|(Tensor input, tuple of ints dim, *, Tensor out = None)
        sspaddmm = s (Tensor input, Tensor mat1, Tensor mat2, *, Number beta = 1, Number alpha = 1, Tensor out = None)
        std = s (Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False, *, Tensor out = None)|(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False, Tensor out = None)|(Tensor input, bool unbiased = True)
        std_mean = s (Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False)|(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False)|(Tensor input, bool unbiased = True)
        stft = p stft: input, n_fft, hop_length=, win_length=, window=, center=, pad_mode=, normalized=, onesided=, return_complex=, align_to_window=
        sub = s (Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)
        subtract = s (Tensor input, Tensor other, *, Number alpha = 1, Tensor out = None)|(Tensor input, Number other, Number alpha = 1)
        sum = s (Tensor input, *, torch.dtype dtype = None)|(Tensor input, tuple of ints dim, bool keepdim = False, *, torch.dtype dtype = None, Tensor out = None)
        swapaxes = s (Tensor input, int axis0, int axis1)
        swapdims = s (Tensor input, int dim0, int dim1)
        tensor_split = s (Tensor input, tuple of ints indices, int dim = 0)|(Tensor input, Tensor tensor_indices_or_sections, int dim = 0)|(Tensor input, int sections, int dim = 0)
        tensordot = p tensordot: a, b, dims=, out=
        trapezoid = s (Tensor y, Tensor x, *, int dim = -1)|(Tensor y, *, Number dx = 1, int dim = -1)
        trapz = s (Tensor y, *, float dx = 1, int dim = -1)|(Tensor y, Tensor x, *, int dim = -1)
        true_divide = s (Tensor input, Tensor other, *, Tensor out = None)|(Tensor input, Number other)
        unravel_index = p unravel_index: indices, shape
        var = s (Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False, *, Tensor out = None)|(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False, Tensor out = None)|(Tensor input, bool unbiased = True)
        var_mean = s (Tensor input, tuple of ints dim, bool unbiased = True, bool keepdim = False)|(Tensor input, tuple of ints dim = None, *, Number correction = None, bool keepdim = False)|(Tensor input, bool unbiased = True)
        view_copy = s (Tensor input, torch.dtype dtype, *, Tensor out = None)|(Tensor input, tuple of ints size, *, Tensor out = None)
        vsplit = s (Tensor input, int sections)|(Tensor input, tuple of ints indices)
        where = s (Tensor condition)|(Tensor condition, Tensor input, Tensor other, *, Tensor out = None)|(Tensor condition, Number self, Tensor other)|(Tensor condition, Tensor input, Number other)|(Tensor condition, Number self, Number other)
        xlogy = s (Tensor input, Tensor other, *, Tensor out = None)|(Number self, Tensor other, *, Tensor out = None)|(Tensor input, Number other, *, Tensor out = None)
        xlogy_ = s (Tensor input, Tensor other)|(Tensor input, Number other)
        """
}
